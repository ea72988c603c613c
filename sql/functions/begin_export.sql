create function private.begin_export(export_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker may not read exports
  set search_path = ''
as $$
declare
  v_export public.exports;
begin
  -- One run at a time, to the end of the session: a second worker that was given the same job, because this one was
  -- taken for dead, waits here and then finds the export over.
  perform pg_catalog.pg_advisory_lock(pg_catalog.hashtextextended('export ' || export_id, 0));
  update public.exports as e set status = 'running', started_at = coalesce(e.started_at, clock_timestamp()), rows_done = 0
  where e.id = begin_export.export_id and e.status in ('queued', 'running')
  returning e.* into v_export;
  if v_export.id is null then
    return null;
  end if;
  return to_jsonb(v_export) || jsonb_build_object(
    'requester', (select jsonb_build_object('sub', u.id, 'email', u.email, 'role', 'authenticated')
      from auth.users as u where u.id = v_export.created_by)
  );
end
$$;
comment on function private.begin_export(uuid) is
  'For the worker: what to export, with the claims of the person who asked (null when they are gone); null when the export is over. Waits for another run of it; holds the place until the session ends.';
revoke execute on function private.begin_export(uuid) from public;
grant execute on function private.begin_export(uuid) to worker;
