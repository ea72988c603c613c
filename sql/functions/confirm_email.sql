create function private.confirm_email(token_hash text)
  returns void
  language plpgsql
  volatile
  security definer  -- writes accounts
  set search_path = ''
as $$
declare
  v_user_id uuid := private.take_one_time_token(confirm_email.token_hash, 'email_verification');
begin
  update auth.users as u set email_confirmed_at = coalesce(u.email_confirmed_at, now()), updated_at = now()
  where u.id = v_user_id;
end
$$;
comment on function private.confirm_email(text) is 'Notes that an address belongs to its account.';
revoke execute on function private.confirm_email(text) from public;
grant execute on function private.confirm_email(text) to service_role;
