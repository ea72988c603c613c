create function public.get_list(list_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.list_workspace(list_id, 'lists.read');
  return private.list_json(list_id);
end
$$;
comment on function public.get_list(uuid) is 'One list with its columns.';
revoke execute on function public.get_list(uuid) from public;
grant execute on function public.get_list(uuid) to authenticated, service_role;
