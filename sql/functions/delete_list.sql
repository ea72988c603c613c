create function public.delete_list(list_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.list_workspace(list_id, 'lists.delete');
  delete from public.lists as l where l.id = delete_list.list_id;
end
$$;
comment on function public.delete_list(uuid) is 'Deletes a list with its columns and items for good; archive it to keep it.';
revoke execute on function public.delete_list(uuid) from public;
grant execute on function public.delete_list(uuid) to authenticated, service_role;
