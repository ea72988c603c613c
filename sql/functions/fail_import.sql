create function private.fail_import(import_id uuid, error jsonb, decision jsonb default null)
  returns void
  language sql
  volatile
  security definer  -- the worker may not write imports
  set search_path = ''
as $$
  update public.imports as i
  set status = 'failed', phase = 'failed', finished_at = clock_timestamp(), error = fail_import.error,
    decision = coalesce(fail_import.decision, i.decision)
  where i.id = fail_import.import_id and i.status in ('queued', 'running')
$$;
comment on function private.fail_import(uuid, jsonb, jsonb) is 'Says why an import failed, after its transaction was rolled back.';
revoke execute on function private.fail_import(uuid, jsonb, jsonb) from public;
grant execute on function private.fail_import(uuid, jsonb, jsonb) to worker;
