create function private.purge_attachments(batch_size integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: the workspace's own setting asks for it
  set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from public.attachments as a
  where (a.id, a.workspace_id) in (
    select t.id, t.workspace_id
    from public.attachments as t join public.workspaces as w on w.id = t.workspace_id
    where t.deleted_at < now() - make_interval(days => w.trash_days)
    limit batch_size
    for update of t skip locked
  );
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.purge_attachments(integer) is
  'As purge_trash, for attachments; their objects are put down for deletion by trigger.';
revoke execute on function private.purge_attachments(integer) from public;
grant execute on function private.purge_attachments(integer) to worker;
