create function private.report_import_progress(import_id uuid, phase text, rows_read bigint)
  returns boolean
  language plpgsql
  volatile
  security definer  -- the worker may not write imports
  set search_path = ''
as $$
begin
  update public.imports as i
  set status = 'running', phase = report_import_progress.phase, rows_read = report_import_progress.rows_read,
    started_at = coalesce(i.started_at, now())
  where i.id = report_import_progress.import_id and i.status in ('queued', 'running');
  return found;
end
$$;
comment on function private.report_import_progress(uuid, text, bigint) is
  'For the worker, on a connection of its own, so that others see it while the import is not committed. False: cancelled, stop.';
revoke execute on function private.report_import_progress(uuid, text, bigint) from public;
grant execute on function private.report_import_progress(uuid, text, bigint) to worker;
