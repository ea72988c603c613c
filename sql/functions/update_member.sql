create function public.update_member(workspace_id uuid, user_id uuid, role public.workspace_role)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- memberships have no direct grants
  set search_path = ''
as $$
declare
  v_member public.workspace_members;
begin
  perform private.check_capability(workspace_id, 'members.read');
  v_member := private.lock_membership(workspace_id, user_id);
  -- Anyone may step down; everything else needs the capability and the rank, asked again under the lock.
  if v_member.user_id is distinct from auth.uid() or update_member.role > v_member.role then
    perform private.check_capability(workspace_id, 'members.update');
    perform private.check_rank(workspace_id, v_member.role);
    perform private.check_grant(workspace_id, update_member.role);
  end if;
  update public.workspace_members as m set role = update_member.role
  where m.workspace_id = update_member.workspace_id and m.user_id = update_member.user_id
  returning m.* into v_member;
  return private.member_json(v_member);
end
$$;
comment on function public.update_member(uuid, uuid, public.workspace_role) is 'Changes a role. Refuses to demote the last owner.';
revoke execute on function public.update_member(uuid, uuid, public.workspace_role) from public;
grant execute on function public.update_member(uuid, uuid, public.workspace_role) to authenticated, service_role;
