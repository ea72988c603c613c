create function private.refuse_invitation()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'This invitation cannot be used'
    using errcode = 'no_data_found', constraint = 'invitation_invalid',
      hint = 'Sign in with the address it was sent to, or ask for a new one.';
end
$$;
comment on function private.refuse_invitation() is 'One and the same answer to wrong, used, expired and revoked tokens, and to the wrong person.';
revoke execute on function private.refuse_invitation() from public;
