create function private.begin_import(import_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker may not read imports
  set search_path = ''
as $$
declare
  v_import public.imports;
begin
  -- One run at a time, to the end of its transaction: a second worker that was given the same job, because
  -- this one was taken for dead, waits here and then finds the import over.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('import ' || import_id, 0));
  begin
    -- A worker that was killed must not write on for minutes; some systems cannot tell.
    perform pg_catalog.set_config('client_connection_check_interval', '1s', true);
  exception when invalid_parameter_value then
    null;
  end;
  select i.* into v_import from public.imports as i where i.id = begin_import.import_id and i.status in ('queued', 'running');
  if v_import.id is null then
    return null;
  end if;
  -- Two that look for the same keys at once would both find nothing, and make two items: one waits for the other.
  if v_import.mode <> 'insert' then
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('import by key ' || coalesce(v_import.list_id::text, v_import.target || v_import.workspace_id), 0));
  end if;
  -- What a dry run or a run that failed has said.
  delete from public.import_errors as e where e.import_id = begin_import.import_id;
  delete from public.import_rejected_rows as r where r.import_id = begin_import.import_id;
  return to_jsonb(v_import) || jsonb_build_object(
    'requester', (select jsonb_build_object('sub', u.id, 'email', u.email, 'role', 'authenticated')
      from auth.users as u where u.id = v_import.created_by)
  );
end
$$;
comment on function private.begin_import(uuid) is
  'For the worker: what to import, with the claims of the person who asked (null when they are gone); null when the import is over. Waits for another run of it, and for one that looks for keys in the same list.';
revoke execute on function private.begin_import(uuid) from public;
grant execute on function private.begin_import(uuid) to worker;
