create function public.create_inspection(
  id uuid, workspace_id uuid, file_name text, file_size bigint, file_sha256 text, findings jsonb,
  list_id uuid default null, list_name text default null, options jsonb default '{}', target text default 'list'
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports;
  v_name text := coalesce(list_name, left(file_name, 200));
begin
  perform private.check_inspection(workspace_id, options);
  if target is distinct from 'list' then
    perform private.check_import_goal(workspace_id, target);
    v_name := initcap(target);
  end if;
  if list_id is not null and list_name is not null then
    raise exception 'An import names either a list that exists or a new one'
      using errcode = 'check_violation', constraint = 'import_options_invalid', hint = 'Give list_id or list_name.';
  end if;
  if list_id is not null then
    if private.list_workspace(list_id, 'imports.write') <> workspace_id then
      raise exception 'There is no such list' using errcode = 'no_data_found', constraint = 'list_not_found';
    end if;
    v_name := (select l.name from public.lists as l where l.id = create_inspection.list_id);
  end if;
  insert into public.imports
    (id, workspace_id, target, list_id, list_name, file_name, file_size, file_sha256, options, findings, status, phase, created_by, request_id)
  values (
    create_inspection.id, create_inspection.workspace_id, create_inspection.target, create_inspection.list_id, v_name, create_inspection.file_name,
    create_inspection.file_size, create_inspection.file_sha256, create_inspection.options, create_inspection.findings,
    'inspected', 'inspected', auth.uid(), private.request_id()
  )
  returning * into v_import;
  return private.import_json(v_import);
end
$$;
comment on function public.create_inspection(uuid, uuid, text, bigint, text, jsonb, uuid, text, jsonb, text) is
  'Keeps what a look at a file, stored beforehand under this id, has found; nothing is queued. Which list it goes into may be said later.';
revoke execute on function public.create_inspection(uuid, uuid, text, bigint, text, jsonb, uuid, text, jsonb, text) from public;
grant execute on function public.create_inspection(uuid, uuid, text, bigint, text, jsonb, uuid, text, jsonb, text) to authenticated;
