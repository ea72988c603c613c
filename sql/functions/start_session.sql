create function private.start_session(user_id uuid, token_hash text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- nobody may touch the tokens otherwise
  set search_path = ''
as $$
declare
  v_session private.sessions;
begin
  delete from private.sessions as s where s.user_id = start_session.user_id and s.expires_at < now() - interval '1 day';
  insert into private.sessions (user_id, expires_at)
  values (start_session.user_id, now() + interval '7 days')
  returning * into v_session;
  insert into private.refresh_tokens (token_hash, session_id, expires_at)
  values (decode(start_session.token_hash, 'hex'), v_session.id, v_session.expires_at);
  update auth.users as u set last_sign_in_at = now() where u.id = start_session.user_id;
  return private.describe_session(v_session.id);
end
$$;
comment on function private.start_session(uuid, text) is
  'Starts a session with its first refresh token, of which only the hash comes here; also clears the person''s old ones away.';
revoke execute on function private.start_session(uuid, text) from public;
