create function private.report_import_progress(import_id uuid, phase text, rows_read bigint, rows_done bigint default 0, rows_total bigint default null)
  returns boolean
  language plpgsql
  volatile
  security definer  -- the worker may not write imports
  set search_path = ''
as $$
begin
  update public.imports as i
  set status = 'running', phase = report_import_progress.phase, rows_read = report_import_progress.rows_read,
    rows_done = report_import_progress.rows_done, rows_total = report_import_progress.rows_total,
    phase_started_at = case when i.phase = report_import_progress.phase then i.phase_started_at else clock_timestamp() end,
    started_at = coalesce(i.started_at, now())
  where i.id = report_import_progress.import_id and i.status in ('queued', 'running');
  return found;
end
$$;
comment on function private.report_import_progress(uuid, text, bigint, bigint, bigint) is
  'For the worker, on a connection of its own, so that others see it while the import is not committed: rows read from the file, rows that the phase has behind it, rows in all. False: cancelled, stop.';
revoke execute on function private.report_import_progress(uuid, text, bigint, bigint, bigint) from public;
grant execute on function private.report_import_progress(uuid, text, bigint, bigint, bigint) to worker;
