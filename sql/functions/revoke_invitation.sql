create function public.revoke_invitation(workspace_id uuid, invitation_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- invitations have no direct grants
  set search_path = ''
as $$
declare
  v_invitation public.workspace_invitations := private.lock_invitation(workspace_id, invitation_id);
begin
  update public.workspace_invitations as i set status = 'revoked'
  where i.id = v_invitation.id and i.workspace_id = v_invitation.workspace_id;
  delete from private.invitation_tokens as t where t.workspace_id = v_invitation.workspace_id and t.invitation_id = v_invitation.id;
end
$$;
comment on function public.revoke_invitation(uuid, uuid) is 'Takes an open invitation back; its tokens stop working.';
revoke execute on function public.revoke_invitation(uuid, uuid) from public;
grant execute on function public.revoke_invitation(uuid, uuid) to authenticated, service_role;
