create function private.fail_bulk_change(bulk_change_id uuid, error jsonb)
  returns void
  language sql
  volatile
  security definer  -- for the worker, which may not write bulk changes
  set search_path = ''
as $$
  update public.bulk_changes as b set state = 'failed', error = fail_bulk_change.error, finished_at = clock_timestamp()
  where b.id = fail_bulk_change.bulk_change_id and b.state in ('queued', 'running')
$$;
comment on function private.fail_bulk_change(uuid, jsonb) is 'Says why a bulk change ended early; what it changed before stays.';
revoke execute on function private.fail_bulk_change(uuid, jsonb) from public;
grant execute on function private.fail_bulk_change(uuid, jsonb) to worker;
