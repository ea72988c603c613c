create function public.find_lists(workspace_id uuid default null, trashed boolean default false)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if workspace_id is not null then
    perform private.check_capability(workspace_id, 'lists.read');
  end if;
  return (
    select jsonb_build_object('lists', coalesce(jsonb_agg(to_jsonb(l) order by l.workspace_id, l.position, lower(l.name)), '[]'))
    from public.lists as l
    where (find_lists.workspace_id is null or l.workspace_id = find_lists.workspace_id) and (l.deleted_at is not null) = trashed
  );
end
$$;
comment on function public.find_lists(uuid, boolean) is 'The lists of one workspace, or of all the caller''s; or those in the trash.';
revoke execute on function public.find_lists(uuid, boolean) from public;
grant execute on function public.find_lists(uuid, boolean) to authenticated, service_role;
