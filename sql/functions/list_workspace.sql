create function private.list_workspace(list_id uuid, capability text)
  returns uuid
  language plpgsql
  stable
  security definer  -- finds the workspace first, then asks whether the caller may know of it
  set search_path = ''
as $$
declare
  v_workspace_id uuid := (select l.workspace_id from public.lists as l where l.id = list_workspace.list_id and l.deleted_at is null);
begin
  if v_workspace_id is null
    or not private.is_trusted() and private.member_role(v_workspace_id, auth.uid()) is null then
    raise exception 'There is no such list'
      using errcode = 'no_data_found', constraint = 'list_not_found';
  end if;
  perform private.check_capability(v_workspace_id, capability);
  return v_workspace_id;
end
$$;
comment on function private.list_workspace(uuid, text) is
  'The workspace of a list in which the caller has the capability; else list_not_found or capability_required.';
revoke execute on function private.list_workspace(uuid, text) from public;
grant execute on function private.list_workspace(uuid, text) to authenticated, service_role;
