create function private.actor_kind()
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select case
    when pg_catalog.current_setting('role', true) = 'service_role' then 'service_role'
    when auth.uid() is null then 'sql'
    when session_user = 'worker' then 'job'
    else 'user'
  end
$$;
comment on function private.actor_kind() is 'Who writes: user, job (the worker on behalf of a person), service_role, or sql.';
revoke execute on function private.actor_kind() from public;
