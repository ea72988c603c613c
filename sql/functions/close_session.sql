create function private.close_session(session_id uuid, token_hash text)
  returns void
  language sql
  volatile
  security definer  -- nobody may touch the tokens otherwise
  set search_path = ''
as $$
  update private.sessions as s
  set revoked_at = now()
  where s.revoked_at is null
    and (s.id = close_session.session_id
      or s.id = (select t.session_id from private.refresh_tokens as t
                 where t.token_hash = decode(close_session.token_hash, 'hex')))
$$;
comment on function private.close_session(uuid, text) is 'Signs out: revokes the session, named by its id or by a refresh token of it.';
revoke execute on function private.close_session(uuid, text) from public;
grant execute on function private.close_session(uuid, text) to service_role;
