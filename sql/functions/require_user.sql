create function private.require_user()
  returns uuid
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if auth.uid() is null then
    raise exception 'Sign in first'
      using errcode = 'invalid_authorization_specification', constraint = 'sign_in_required';
  end if;
  return auth.uid();
end
$$;
comment on function private.require_user() is 'The caller, or sign_in_required.';
revoke execute on function private.require_user() from public;
grant execute on function private.require_user() to authenticated, service_role;
