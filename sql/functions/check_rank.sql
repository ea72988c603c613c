create function private.check_rank(workspace_id uuid, target_role public.workspace_role)
  returns void
  language plpgsql
  stable
  security definer  -- reads memberships
  set search_path = ''
as $$
declare
  v_own_role public.workspace_role := private.member_role(check_rank.workspace_id, auth.uid());
begin
  if v_own_role is null and private.is_trusted() or v_own_role = 'owner' or target_role < v_own_role then
    return;
  end if;
  raise exception 'You are %, and can only change members below that', v_own_role
    using errcode = 'insufficient_privilege', constraint = 'member_of_equal_rank';
end
$$;
comment on function private.check_rank(uuid, public.workspace_role) is 'Nobody changes someone of their own rank or above; owners among themselves may.';
revoke execute on function private.check_rank(uuid, public.workspace_role) from public;
