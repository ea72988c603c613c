create function public.create_import(
  id uuid, workspace_id uuid, file_name text, file_size bigint, file_sha256 text,
  list_id uuid default null, list_name text default null, options jsonb default '{}',
  mapping jsonb default '{}', mode text default 'insert', key_columns jsonb default '[]', action text default 'run', target text default 'list'
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports;
begin
  perform private.check_capability(workspace_id, 'imports.write');
  if action is null or action not in ('run', 'check', 'inspect') then
    raise exception 'The action of an import is run, check or inspect' using errcode = 'check_violation', constraint = 'import_options_invalid';
  end if;
  v_import.workspace_id := create_import.workspace_id;
  v_import.target := coalesce(create_import.target, 'list');
  v_import.list_id := create_import.list_id;
  v_import.list_name := create_import.list_name;
  v_import.options := create_import.options;
  v_import.mapping := coalesce(create_import.mapping, '{}');
  v_import.mode := coalesce(create_import.mode, 'insert');
  if jsonb_typeof(key_columns) is distinct from 'array' then
    raise exception 'The key columns of an import are an array' using errcode = 'check_violation', constraint = 'import_mapping_invalid';
  end if;
  v_import.key_columns := array(select jsonb_array_elements_text(create_import.key_columns));
  v_import := private.check_import(v_import);
  insert into public.imports (id, workspace_id, target, list_id, list_name, file_name, file_size, file_sha256, options, mapping, mode, key_columns,
    status, phase, is_dry_run, created_by, request_id)
  values (
    create_import.id, v_import.workspace_id, v_import.target, v_import.list_id, v_import.list_name, create_import.file_name, create_import.file_size,
    create_import.file_sha256, v_import.options, v_import.mapping, v_import.mode, v_import.key_columns,
    case action when 'inspect' then 'inspected' else 'queued' end::public.import_status, case action when 'inspect' then 'inspected' else 'queued' end,
    action = 'check', auth.uid(), private.request_id()
  )
  returning * into v_import;
  if v_import.status = 'queued' then
    perform private.defer_job('import_file', jsonb_build_object('import_id', v_import.id), 'imports', 'import ' || v_import.id);
  end if;
  return private.import_json(v_import);
end
$$;
comment on function public.create_import(uuid, uuid, text, bigint, text, uuid, text, jsonb, jsonb, text, jsonb, text, text) is
  'Asks for a file, stored beforehand under this id, to be imported into a list that exists (list_id) or a new one (list_name), or to become contacts or deals (target); a job does it. action: run, check (a dry run) or inspect (nothing is queued: see update_import, run_import).';
revoke execute on function public.create_import(uuid, uuid, text, bigint, text, uuid, text, jsonb, jsonb, text, jsonb, text, text) from public;
grant execute on function public.create_import(uuid, uuid, text, bigint, text, uuid, text, jsonb, jsonb, text, jsonb, text, text) to authenticated;
