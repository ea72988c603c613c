create function private.check_grant(workspace_id uuid, role public.workspace_role)
  returns void
  language plpgsql
  stable
  security definer  -- reads memberships
  set search_path = ''
as $$
begin
  if check_grant.role = 'owner' then
    perform private.check_capability(workspace_id, 'members.grant_owner');
  elsif check_grant.role > private.member_role(check_grant.workspace_id, auth.uid()) then
    raise exception 'Nobody grants a role above their own'
      using errcode = 'insufficient_privilege', constraint = 'role_above_own';
  end if;
end
$$;
comment on function private.check_grant(uuid, public.workspace_role) is 'Nobody grants a role above their own, and only owners grant owner.';
revoke execute on function private.check_grant(uuid, public.workspace_role) from public;
