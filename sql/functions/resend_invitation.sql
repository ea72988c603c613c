create function public.resend_invitation(workspace_id uuid, invitation_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- invitations have no direct grants
  set search_path = ''
as $$
declare
  v_invitation public.workspace_invitations := private.lock_invitation(workspace_id, invitation_id);
begin
  perform private.check_invitation_limit(workspace_id);
  delete from private.invitation_tokens as t where t.workspace_id = v_invitation.workspace_id and t.invitation_id = v_invitation.id;
  update public.workspace_invitations as i
  set sent_count = i.sent_count + 1, sent_at = now(), expires_at = now() + (i.expires_at - i.sent_at)
  where i.id = v_invitation.id and i.workspace_id = v_invitation.workspace_id
  returning i.* into v_invitation;
  perform private.defer_job('send_invitation', jsonb_build_object('invitation_id', v_invitation.id), 'mail');
  return to_jsonb(v_invitation) || jsonb_build_object('token', private.store_invitation_token(v_invitation));
end
$$;
comment on function public.resend_invitation(uuid, uuid) is 'Sends an open invitation again with a new token; earlier ones stop working.';
revoke execute on function public.resend_invitation(uuid, uuid) from public;
grant execute on function public.resend_invitation(uuid, uuid) to authenticated, service_role;
