create function private.purge_lists(batch_size integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: the workspace's own setting asks for it
  set search_path = ''
as $$
declare
  v_lists uuid[] := array(
    select l.id from public.workspaces as w join public.lists as l on l.workspace_id = w.id
    where l.deleted_at < now() - make_interval(days => w.trash_days) order by l.id
  );
  v_count integer;
begin
  -- Items in batches, so that no transaction deletes a million rows; then the lists, which have none left.
  delete from public.items as i
  where (i.id, i.workspace_id) in (select t.id, t.workspace_id from public.items as t where t.list_id = any (v_lists) limit batch_size for update skip locked);
  get diagnostics v_count = row_count;
  if v_count = 0 then
    delete from public.lists as l where l.id = any (v_lists) and l.deleted_at is not null;
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end
$$;
comment on function private.purge_lists(integer) is
  'Deletes lists for good that were in the trash longer than the trash_days of their workspace, their items first, a batch at a time; returns how many rows went, 0 at the end.';
revoke execute on function private.purge_lists(integer) from public;
grant execute on function private.purge_lists(integer) to worker;
