create function private.open_session(user_id uuid, token_hash text, address text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- reads accounts
  set search_path = ''
as $$
declare
  v_account auth.users;
begin
  select u.* into v_account from auth.users as u where u.id = open_session.user_id for share;
  -- Between the comparison of the password and now the account may have been closed.
  if not found or not private.is_active_user(v_account) then
    return null;
  end if;
  perform private.forgive_attempt('login', v_account.email, open_session.address);
  return private.start_session(v_account.id, open_session.token_hash);
end
$$;
comment on function private.open_session(uuid, text, text) is
  'Starts a session for someone whose password was right; null when the account may not sign in.';
revoke execute on function private.open_session(uuid, text, text) from public;
grant execute on function private.open_session(uuid, text, text) to service_role;
