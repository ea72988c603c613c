create function private.register_user(
  email text, password_hash text, full_name text, workspace_name text, token_hash text, address text
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- writes accounts
  set search_path = ''
as $$
declare
  v_user_id uuid := private.uuid_v7();
begin
  insert into auth.users (id, email, encrypted_password, raw_user_meta_data)
  values (v_user_id, lower(register_user.email), password_hash, jsonb_build_object('full_name', register_user.full_name))
  on conflict do nothing;
  if not found then
    raise exception 'This e-mail address has an account already'
      using errcode = 'unique_violation', constraint = 'email_taken', hint = 'Sign in, or reset the password.';
  end if;
  -- From here on it is the new person who acts, for the audit log too.
  perform set_config('request.jwt.claims', jsonb_build_object('sub', v_user_id, 'role', 'authenticated')::text, true);
  perform public.create_workspace(name => register_user.workspace_name);
  perform private.defer_job('send_email_verification', jsonb_build_object('user_id', v_user_id), 'mail');
  perform private.forgive_attempt('register', null, register_user.address);
  perform private.count_attempt('registered from ' || register_user.address, 30);
  return private.start_session(v_user_id, register_user.token_hash);
end
$$;
comment on function private.register_user(text, text, text, text, text, text) is
  'Makes an account with its first workspace and signs it in, all or nothing. At most 30 a minute from one address.';
revoke execute on function private.register_user(text, text, text, text, text, text) from public;
grant execute on function private.register_user(text, text, text, text, text, text) to service_role;
