create function private.check_import_goal(workspace_id uuid, target text)
  returns void
  language plpgsql
  stable
  security definer  -- as create_import
  set search_path = ''
as $$
begin
  if target is null or target not in ('list', 'contacts', 'deals') then
    raise exception 'A file becomes items of a list, contacts or deals, not "%"', left(target, 50)
      using errcode = 'check_violation', constraint = 'imports_target_is_known', hint = 'target is list, contacts or deals.';
  end if;
  perform private.check_capability(workspace_id, 'imports.write');
  perform private.check_capability(workspace_id, 'crm.write');
end
$$;
comment on function private.check_import_goal(uuid, text) is 'Refuses a target that there is not, and who may import no contacts and deals.';
revoke execute on function private.check_import_goal(uuid, text) from public;
