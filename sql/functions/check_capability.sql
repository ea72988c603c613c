create function private.check_capability(workspace_id uuid, capability text)
  returns void
  language plpgsql
  stable
  security definer  -- tells "not a member" from "role too low"
  set search_path = ''
as $$
declare
  v_role public.workspace_role := private.member_role(check_capability.workspace_id, auth.uid());
  v_minimum public.workspace_role := (
    select c.minimum_role from public.capabilities as c where c.capability = check_capability.capability
  );
begin
  if v_minimum is null then
    raise exception 'There is no capability "%"', capability using errcode = 'internal_error';
  end if;
  if v_role is null and not private.is_trusted()
    or not exists (select from public.workspaces as w where w.id = check_capability.workspace_id) then
    raise exception 'There is no such workspace'
      using errcode = 'no_data_found', constraint = 'workspace_not_found';
  end if;
  if v_role < v_minimum then
    raise exception 'This needs the role % or higher; you are %', v_minimum, v_role
      using errcode = 'insufficient_privilege', constraint = 'capability_required', detail = capability,
        hint = 'Ask an admin of the workspace for a higher role.';
  end if;
end
$$;
comment on function private.check_capability(uuid, text) is
  'Refuses: workspace_not_found to someone outside, capability_required to a member whose role is too low.';
revoke execute on function private.check_capability(uuid, text) from public;
grant execute on function private.check_capability(uuid, text) to authenticated, service_role;
