create function public.delete_list(list_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.list_workspace(list_id, 'lists.delete');
  perform private.move_list(list_id, to_trash => true);
end
$$;
comment on function public.delete_list(uuid) is
  'Puts a list into the trash with its columns and items; it comes back whole, until the workspace''s trash_days are over.';
revoke execute on function public.delete_list(uuid) from public;
grant execute on function public.delete_list(uuid) to authenticated, service_role;
