create function private.refresh_session(token_hash text, new_token_hash text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- nobody may touch the tokens otherwise
  set search_path = ''
as $$
declare
  v_session private.sessions;
  v_token private.refresh_tokens;
begin
  -- The session row is the lock of its family: of two uses of one token the second finds it used.
  select s.* into v_session
  from private.sessions as s
  where s.id = (select t.session_id from private.refresh_tokens as t
                where t.token_hash = decode(refresh_session.token_hash, 'hex'))
  for update;
  select t.* into v_token from private.refresh_tokens as t where t.token_hash = decode(refresh_session.token_hash, 'hex');
  -- These answers return instead of raising, because the revocation has to be committed.
  if v_token.used_at is not null then
    update private.sessions as s set revoked_at = coalesce(s.revoked_at, now()) where s.id = v_session.id;
    return jsonb_build_object('refused', 'reused');
  end if;
  if v_token.token_hash is null or v_session.revoked_at is not null or v_token.expires_at <= now()
    or not exists (select from auth.users as u where u.id = v_session.user_id and private.is_active_user(u)) then
    return jsonb_build_object('refused', 'invalid');
  end if;
  update private.refresh_tokens as t set used_at = now() where t.token_hash = v_token.token_hash;
  update private.sessions as s set expires_at = now() + interval '7 days' where s.id = v_session.id;
  insert into private.refresh_tokens (token_hash, session_id, expires_at)
  values (decode(refresh_session.new_token_hash, 'hex'), v_session.id, now() + interval '7 days');
  return private.describe_session(v_session.id);
end
$$;
comment on function private.refresh_session(text, text) is
  'Trades a refresh token for the next. A token used before revokes the whole session: either its owner or a thief holds a copy.';
revoke execute on function private.refresh_session(text, text) from public;
grant execute on function private.refresh_session(text, text) to service_role;
