create function private.take_one_time_token(token_hash text, kind private.token_kind)
  returns uuid
  language plpgsql
  volatile
  security definer  -- nobody may touch the tokens otherwise
  set search_path = ''
as $$
declare
  v_user_id uuid;
begin
  -- delete … returning: of two who come with one token, one gets it.
  delete from private.one_time_tokens as t
  using auth.users as u
  where t.token_hash = decode(take_one_time_token.token_hash, 'hex') and t.kind = take_one_time_token.kind
    and t.expires_at > now() and u.id = t.user_id and u.email = t.email and private.is_active_user(u)
  returning t.user_id into v_user_id;
  if v_user_id is null then
    perform private.refuse_token();
  end if;
  return v_user_id;
end
$$;
comment on function private.take_one_time_token(text, private.token_kind) is
  'Uses a token up and says whose it was. Wrong, used, expired and replaced ones get one and the same answer.';
revoke execute on function private.take_one_time_token(text, private.token_kind) from public;
