create function private.begin_login(email text, address text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- reads password hashes
  set search_path = ''
as $$
declare
  v_account jsonb;
begin
  perform private.begin_attempt('login', begin_login.email, begin_login.address);
  select jsonb_build_object('user_id', u.id, 'password_hash', u.encrypted_password) into v_account
  from auth.users as u
  where u.email = lower(begin_login.email) and private.is_active_user(u);
  return coalesce(v_account, jsonb_build_object('user_id', null, 'password_hash', null));
end
$$;
comment on function private.begin_login(text, text) is
  'Counts the attempt and returns whose password to compare. Unknown, banned and deleted accounts look alike.';
revoke execute on function private.begin_login(text, text) from public;
grant execute on function private.begin_login(text, text) to service_role;
