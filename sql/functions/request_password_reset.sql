create function private.request_password_reset(email text, address text)
  returns void
  language plpgsql
  volatile
  security definer  -- finds accounts by address
  set search_path = ''
as $$
declare
  v_user_id uuid;
begin
  perform private.begin_attempt('reset', request_password_reset.email, request_password_reset.address);
  select u.id into v_user_id
  from auth.users as u
  where u.email = lower(request_password_reset.email) and private.is_active_user(u);
  if v_user_id is not null then
    perform private.defer_job('send_password_reset', jsonb_build_object('user_id', v_user_id), 'mail');
  end if;
end
$$;
comment on function private.request_password_reset(text, text) is
  'Defers the mail where there is an account, and says nothing either way. The job mints the token, so that no queue holds one.';
revoke execute on function private.request_password_reset(text, text) from public;
grant execute on function private.request_password_reset(text, text) to service_role;
