create function private.fail_import_revert(revert_id uuid, error jsonb)
  returns void
  language sql
  volatile
  security definer  -- the worker may not write reverts
  set search_path = ''
as $$
  update public.import_reverts as r set state = 'failed', finished_at = clock_timestamp(), error = fail_import_revert.error
  where r.id = revert_id and r.state in ('queued', 'running')
$$;
comment on function private.fail_import_revert(uuid, jsonb) is 'Says why a revert failed, after its transaction was rolled back.';
revoke execute on function private.fail_import_revert(uuid, jsonb) from public;
grant execute on function private.fail_import_revert(uuid, jsonb) to worker;
