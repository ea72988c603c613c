create function private.mint_one_time_token(user_id uuid, kind text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- writes tokens, reads accounts
  set search_path = ''
as $$
declare
  v_kind constant private.token_kind := mint_one_time_token.kind;
  v_token constant text := private.new_token();
  v_account auth.users;
begin
  select u.* into v_account from auth.users as u where u.id = mint_one_time_token.user_id;
  if not found or not private.is_active_user(v_account)
    or (v_kind = 'email_verification' and v_account.email_confirmed_at is not null) then
    return null;
  end if;
  delete from private.one_time_tokens as t where t.user_id = v_account.id and t.kind = v_kind;
  insert into private.one_time_tokens (token_hash, kind, user_id, email, expires_at)
  values (
    private.token_hash(v_token), v_kind, v_account.id, v_account.email,
    now() + case v_kind when 'password_reset' then interval '1 hour' else interval '3 days' end
  );
  return jsonb_build_object('token', v_token, 'email', v_account.email);
end
$$;
comment on function private.mint_one_time_token(uuid, text) is
  'A token for a mail and the address to send it to; null when there is nothing to send. Only its hash stays, and it replaces the one before.';
revoke execute on function private.mint_one_time_token(uuid, text) from public;
grant execute on function private.mint_one_time_token(uuid, text) to worker;
