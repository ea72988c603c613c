create function private.check_one_time_token(token_hash text, kind text)
  returns void
  language plpgsql
  stable
  security definer  -- nobody may read the tokens otherwise
  set search_path = ''
as $$
begin
  if not exists (
    select from private.one_time_tokens as t
    where t.token_hash = decode(check_one_time_token.token_hash, 'hex') and t.kind::text = check_one_time_token.kind
      and t.expires_at > now()
  ) then
    perform private.refuse_token();
  end if;
end
$$;
comment on function private.check_one_time_token(text, text) is
  'Whether a token is worth hashing a new password for; whether it works, take_one_time_token decides.';
revoke execute on function private.check_one_time_token(text, text) from public;
grant execute on function private.check_one_time_token(text, text) to service_role;
