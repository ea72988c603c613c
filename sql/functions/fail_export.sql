create function private.fail_export(export_id uuid, error jsonb)
  returns void
  language sql
  volatile
  security definer  -- the worker may not write exports
  set search_path = ''
as $$
  update public.exports as e
  set status = 'failed', finished_at = clock_timestamp(), error = fail_export.error
  where e.id = fail_export.export_id and e.status in ('queued', 'running')
$$;
comment on function private.fail_export(uuid, jsonb) is 'Says why an export failed; nothing of its file stays.';
revoke execute on function private.fail_export(uuid, jsonb) from public;
grant execute on function private.fail_export(uuid, jsonb) to worker;
