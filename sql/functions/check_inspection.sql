create function private.check_inspection(workspace_id uuid, options jsonb)
  returns void
  language plpgsql
  stable
  security definer  -- reads the rules of the types
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'imports.write');
  perform private.check_import_options(options);
end
$$;
comment on function private.check_inspection(uuid, jsonb) is
  'Refuses who may not import, and options that are not valid: asked before a file is looked at, which costs more.';
revoke execute on function private.check_inspection(uuid, jsonb) from public;
grant execute on function private.check_inspection(uuid, jsonb) to authenticated;
