create function private.is_trusted()
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  -- The role setting, not current_user: inside a definer function current_user is the owner.
  select r.rolbypassrls or r.rolsuper
  from pg_catalog.pg_roles as r
  where r.rolname = coalesce(
    nullif(nullif(pg_catalog.current_setting('role', true), 'none'), ''),
    session_user
  )
$$;
comment on function private.is_trusted() is
  'Whether the caller passes row-level security anyway (service role, owner). Such a caller needs no membership; triggers and constraints still hold.';
revoke execute on function private.is_trusted() from public;
grant execute on function private.is_trusted() to anon, authenticated, service_role, worker;
