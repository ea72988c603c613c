create function private.purge_trash(batch_size integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: the workspace's own setting asks for it
  set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from public.items as i
  where (i.id, i.workspace_id) in (
    select t.id, t.workspace_id
    from public.workspaces as w
    join public.lists as l on l.workspace_id = w.id
    join public.items as t on t.list_id = l.id and t.workspace_id = l.workspace_id
    where t.deleted_at is not null and t.deleted_at < now() - make_interval(days => w.trash_days)
    limit batch_size
    for update of t skip locked
  );
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.purge_trash(integer) is
  'Deletes for good items that were in the trash longer than the trash_days of their workspace, a batch at a time; returns how many.';
revoke execute on function private.purge_trash(integer) from public;
grant execute on function private.purge_trash(integer) to worker;
