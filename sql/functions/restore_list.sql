create function public.restore_list(list_id uuid, name text default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.move_list(list_id, to_trash => false, name => restore_list.name);
  return private.list_json(list_id);
end
$$;
comment on function public.restore_list(uuid, text) is
  'Takes a list out of the trash with its columns and items, under another name if one is given.';
revoke execute on function public.restore_list(uuid, text) from public;
grant execute on function public.restore_list(uuid, text) to authenticated, service_role;
