create function private.lock_invitation(workspace_id uuid, invitation_id uuid)
  returns public.workspace_invitations
  language plpgsql
  volatile
  security definer  -- invitations have no direct grants
  set search_path = ''
as $$
declare
  v_invitation public.workspace_invitations;
begin
  perform private.check_capability(workspace_id, 'members.invite');
  select i.* into v_invitation from public.workspace_invitations as i
  where i.id = lock_invitation.invitation_id and i.workspace_id = lock_invitation.workspace_id and i.status = 'invited'
  for update;
  if v_invitation.id is null then
    raise exception 'There is no such open invitation'
      using errcode = 'no_data_found', constraint = 'invitation_not_found';
  end if;
  perform private.check_grant(workspace_id, v_invitation.role);
  return v_invitation;
end
$$;
comment on function private.lock_invitation(uuid, uuid) is 'An open invitation that the caller may change, locked; or invitation_not_found.';
revoke execute on function private.lock_invitation(uuid, uuid) from public;
