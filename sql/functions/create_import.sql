create function public.create_import(
  id uuid, workspace_id uuid, file_name text, file_size bigint, file_sha256 text,
  list_id uuid default null, list_name text default null, options jsonb default '{}'
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports;
  v_name text := list_name;
begin
  perform private.check_capability(workspace_id, 'imports.write');
  if (list_id is null) = (list_name is null) then
    raise exception 'An import names either a list that exists or a new one'
      using errcode = 'check_violation', constraint = 'import_options_invalid', hint = 'Give list_id or list_name.';
  end if;
  if list_id is null then
    perform private.check_capability(workspace_id, 'lists.write');
    perform private.refuse_taken_list_name(workspace_id, list_name);
  else
    if private.list_workspace(list_id, 'imports.write') <> workspace_id then
      raise exception 'There is no such list' using errcode = 'no_data_found', constraint = 'list_not_found';
    end if;
    v_name := (select l.name from public.lists as l where l.id = create_import.list_id);
  end if;
  perform private.check_import_options(options);
  insert into public.imports (id, workspace_id, list_id, list_name, file_name, file_size, file_sha256, options, created_by, request_id)
  values (
    create_import.id, create_import.workspace_id, create_import.list_id, v_name, create_import.file_name, create_import.file_size,
    create_import.file_sha256, create_import.options, auth.uid(), private.request_id()
  )
  returning * into v_import;
  perform private.defer_job('import_file', jsonb_build_object('import_id', v_import.id), 'imports', 'import ' || v_import.id);
  return private.import_json(v_import);
end
$$;
comment on function public.create_import(uuid, uuid, text, bigint, text, uuid, text, jsonb) is
  'Asks for a file, stored beforehand under this id, to be imported into a list that exists (list_id) or a new one (list_name); a job does it.';
revoke execute on function public.create_import(uuid, uuid, text, bigint, text, uuid, text, jsonb) from public;
grant execute on function public.create_import(uuid, uuid, text, bigint, text, uuid, text, jsonb) to authenticated;
