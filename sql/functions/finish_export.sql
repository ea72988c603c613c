create function private.finish_export(export_id uuid, file jsonb, report jsonb, rows_done bigint, hours integer)
  returns boolean
  language plpgsql
  volatile
  security definer  -- the worker may not write exports
  set search_path = ''
as $$
begin
  update public.exports as e
  set status = 'done', finished_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(hours => finish_export.hours),
    file_name = file ->> 'name', media_type = file ->> 'media_type', file_size = (file ->> 'size')::bigint,
    file_sha256 = file ->> 'sha256', report = finish_export.report, rows_done = finish_export.rows_done, rows_total = finish_export.rows_done
  where e.id = finish_export.export_id and e.status = 'running';
  return found;
end
$$;
comment on function private.finish_export(uuid, jsonb, jsonb, bigint, integer) is
  'For the worker, when the file is in its place: from now on it is served. False: cancelled meanwhile, remove it.';
revoke execute on function private.finish_export(uuid, jsonb, jsonb, bigint, integer) from public;
grant execute on function private.finish_export(uuid, jsonb, jsonb, bigint, integer) to worker;
