create function public.transfer_workspace(workspace_id uuid, user_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- memberships have no direct grants
  set search_path = ''
as $$
declare
  v_member public.workspace_members;
begin
  perform private.check_capability(workspace_id, 'workspace.read');
  v_member := private.lock_membership(workspace_id, user_id);
  perform private.check_capability(workspace_id, 'workspace.transfer');
  -- The new owner first: the check on owner_count holds after every statement.
  update public.workspace_members as m set role = 'owner'
  where m.workspace_id = transfer_workspace.workspace_id and m.user_id = transfer_workspace.user_id
  returning m.* into v_member;
  update public.workspace_members as m set role = 'admin'
  where m.workspace_id = transfer_workspace.workspace_id and m.user_id = auth.uid() and m.user_id <> transfer_workspace.user_id;
  return private.member_json(v_member);
end
$$;
comment on function public.transfer_workspace(uuid, uuid) is 'Makes a member owner and the caller admin, in one step.';
revoke execute on function public.transfer_workspace(uuid, uuid) from public;
grant execute on function public.transfer_workspace(uuid, uuid) to authenticated, service_role;
