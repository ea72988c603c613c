create function private.vouch_for_revert(revert_id uuid)
  returns void
  language sql
  volatile
  security definer  -- nobody may write import_reverting otherwise
  set search_path = ''
as $$
  insert into private.import_reverting (workspace_id)
  select r.workspace_id from public.import_reverts as r where r.id = revert_id and r.state in ('queued', 'running')
$$;
comment on function private.vouch_for_revert(uuid) is
  'For the worker: what it trashes from now on is what an import made that is taken back. Ends with the transaction.';
revoke execute on function private.vouch_for_revert(uuid) from public;
grant execute on function private.vouch_for_revert(uuid) to worker;
