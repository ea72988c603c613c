create function private.confirm_password_reset(token_hash text, password_hash text)
  returns void
  language plpgsql
  volatile
  security definer  -- writes accounts
  set search_path = ''
as $$
declare
  v_user_id uuid := private.take_one_time_token(confirm_password_reset.token_hash, 'password_reset');
begin
  update auth.users as u
  set encrypted_password = confirm_password_reset.password_hash,
      email_confirmed_at = coalesce(u.email_confirmed_at, now()),  -- the token came by mail
      updated_at = now()
  where u.id = v_user_id;
  update private.sessions as s set revoked_at = now() where s.user_id = v_user_id and s.revoked_at is null;
end
$$;
comment on function private.confirm_password_reset(text, text) is 'Sets a new password and signs the person out everywhere.';
revoke execute on function private.confirm_password_reset(text, text) from public;
grant execute on function private.confirm_password_reset(text, text) to service_role;
