create function private.store_invitation_token(invitation public.workspace_invitations)
  returns text
  language plpgsql
  volatile
  security definer  -- the table of hashes is nobody's
  set search_path = ''
as $$
declare
  v_token text := private.new_token();
begin
  insert into private.invitation_tokens (token_hash, invitation_id, workspace_id)
  values (private.token_hash(v_token), invitation.id, invitation.workspace_id);
  return v_token;
end
$$;
comment on function private.store_invitation_token(public.workspace_invitations) is 'Makes a token that opens the invitation, stores its hash, and returns it this once.';
revoke execute on function private.store_invitation_token(public.workspace_invitations) from public;
