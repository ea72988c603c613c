create function public.run_import(import_id uuid, dry_run boolean default false)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports := private.lock_import(import_id, 'lists.write');
begin
  perform private.refuse_import_run(v_import);
  if v_import.list_id is not null then
    v_import.list_name := null;
  end if;
  v_import := private.check_import(v_import);
  -- As whoever runs it: theirs are the rights it has and the name in the audit log.
  update public.imports as i set status = 'queued', phase = 'queued', is_dry_run = coalesce(run_import.dry_run, false), error = null,
    rows_done = 0, started_at = null, phase_started_at = null, finished_at = null, created_by = auth.uid(), request_id = private.request_id()
  where i.id = v_import.id and i.workspace_id = v_import.workspace_id returning i.* into v_import;
  begin
    perform private.defer_job('import_file', jsonb_build_object('import_id', v_import.id), 'imports', 'import ' || v_import.id);
  exception when unique_violation then
    null;  -- one waits already
  end;
  return private.import_json(v_import);
end
$$;
comment on function public.run_import(uuid, boolean) is
  'Queues an import that was inspected, tried or has failed; as a dry run everything is done and undone, and the report is the same.';
revoke execute on function public.run_import(uuid, boolean) from public;
grant execute on function public.run_import(uuid, boolean) to authenticated;
