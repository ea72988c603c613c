create function private.mint_invitation_token(invitation_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the mail job asks; it may not read invitations
  set search_path = ''
as $$
declare
  v_invitation public.workspace_invitations;
begin
  select i.* into v_invitation from public.workspace_invitations as i
  where i.id = mint_invitation_token.invitation_id and i.status = 'invited' and i.expires_at > now()
  for update;
  if v_invitation.id is null then
    return null;
  end if;
  return jsonb_build_object(
    'token', private.store_invitation_token(v_invitation),
    'email', v_invitation.email,
    'role', v_invitation.role,
    'expires_at', v_invitation.expires_at,
    'workspace', (select w.name from public.workspaces as w where w.id = v_invitation.workspace_id),
    'inviter', (select coalesce(nullif(p.full_name, ''), p.email) from public.user_profiles as p where p.user_id = v_invitation.invited_by)
  );
end
$$;
comment on function private.mint_invitation_token(uuid) is 'For the mail job: a token of its own and what the mail says; null when the invitation is no longer open.';
revoke execute on function private.mint_invitation_token(uuid) from public;
grant execute on function private.mint_invitation_token(uuid) to worker;
