create function private.is_active_user(account auth.users)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select account.deleted_at is null and (account.banned_until is null or account.banned_until <= now())
$$;
comment on function private.is_active_user(auth.users) is 'Whether an account may sign in: neither deleted nor banned.';
revoke execute on function private.is_active_user(auth.users) from public;
