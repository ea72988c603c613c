create function private.begin_import_revert(revert_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker may not read imports
  set search_path = ''
as $$
declare
  v_revert public.import_reverts;
begin
  -- As private.begin_import: a second worker waits here, and then finds it over. One revert of an import after the other.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('revert ' || r.import_id, 0)) from public.import_reverts as r where r.id = revert_id;
  begin
    perform pg_catalog.set_config('client_connection_check_interval', '1s', true);
  exception when invalid_parameter_value then
    null;
  end;
  select r.* into v_revert from public.import_reverts as r where r.id = revert_id and r.state in ('queued', 'running');
  if v_revert.id is null then
    return null;
  end if;
  return to_jsonb(v_revert) || jsonb_build_object(
    'requester', (select jsonb_build_object('sub', u.id, 'email', u.email, 'role', 'authenticated')
      from auth.users as u where u.id = v_revert.created_by),
    'capability', (select case when i.created_by = v_revert.created_by then 'imports.write' else 'imports.revert' end
      from public.imports as i where i.id = v_revert.import_id and i.workspace_id = v_revert.workspace_id)
  );
end
$$;
comment on function private.begin_import_revert(uuid) is
  'For the worker: what to revert, with the claims of the person who asked (null when they are gone) and the capability that they need; null when it is over.';
revoke execute on function private.begin_import_revert(uuid) from public;
grant execute on function private.begin_import_revert(uuid) to worker;
