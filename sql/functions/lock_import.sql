create function private.lock_import(import_id uuid, capability text)
  returns public.imports
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports;
begin
  select i.* into v_import from public.imports as i where i.id = lock_import.import_id for no key update;
  if v_import.id is null or not private.is_trusted() and private.member_role(v_import.workspace_id, auth.uid()) is null then
    raise exception 'There is no such import' using errcode = 'no_data_found', constraint = 'import_not_found';
  end if;
  perform private.check_capability(v_import.workspace_id, case when v_import.created_by = auth.uid() then 'imports.write' else lock_import.capability end);
  return v_import;
end
$$;
comment on function private.lock_import(uuid, text) is
  'The import, locked, for one who may change it: with imports.write one''s own, with this capability anybody''s. Else import_not_found or capability_required.';
revoke execute on function private.lock_import(uuid, text) from public;
