create function private.export_json(export public.exports)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(export) || jsonb_build_object(
    -- A file is as good as gone from the moment it says, whether or not it was removed already.
    'status', case when export.status = 'done' and export.expires_at <= now() then 'expired' else export.status end,
    'rows_per_second', round(export.rows_done / nullif(extract(epoch from coalesce(export.finished_at, clock_timestamp()) - export.started_at), 0), 1)
  )
$$;
comment on function private.export_json(public.exports) is 'An export as clients see it, with its rate.';
revoke execute on function private.export_json(public.exports) from public;
grant execute on function private.export_json(public.exports) to authenticated, service_role;
