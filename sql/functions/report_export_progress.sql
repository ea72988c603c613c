create function private.report_export_progress(export_id uuid, rows_done bigint, rows_total bigint)
  returns boolean
  language plpgsql
  volatile
  security definer  -- the worker may not write exports
  set search_path = ''
as $$
begin
  update public.exports as e
  set rows_done = report_export_progress.rows_done, rows_total = report_export_progress.rows_total
  where e.id = report_export_progress.export_id and e.status = 'running';
  return found;
end
$$;
comment on function private.report_export_progress(uuid, bigint, bigint) is
  'For the worker, on a connection of its own, beside the snapshot that it reads. False: cancelled, stop.';
revoke execute on function private.report_export_progress(uuid, bigint, bigint) from public;
grant execute on function private.report_export_progress(uuid, bigint, bigint) to worker;
