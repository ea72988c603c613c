create function private.open_invitation(token text)
  returns public.workspace_invitations
  language plpgsql
  volatile
  security definer  -- looks a hash up in a table that nobody may read
  set search_path = ''
as $$
declare
  v_invitation public.workspace_invitations;
begin
  select i.* into v_invitation
  from private.invitation_tokens as t
  join public.workspace_invitations as i on i.workspace_id = t.workspace_id and i.id = t.invitation_id
  where t.token_hash = private.token_hash(open_invitation.token) and i.status = 'invited' and i.expires_at > now()
  for update of i;
  return v_invitation;
end
$$;
comment on function private.open_invitation(text) is 'The open invitation of a token, locked; all null for a wrong, used, expired or revoked one.';
revoke execute on function private.open_invitation(text) from public;
