-- The roles of every door. On Supabase all but worker exist already and are left as they are.
do $$
declare
  v_login text;
  v_role text;
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
    comment on role anon is 'Deedbook: a caller who has not signed in';
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
    comment on role authenticated is 'Deedbook: a signed-in person; row-level security reads who from the claims';
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'service_role') then
    begin
      create role service_role nologin noinherit bypassrls;
    exception when insufficient_privilege then
      -- Below PostgreSQL 16 only a superuser can give this away. Deedbook itself does without it.
      create role service_role nologin noinherit;
      raise warning 'service_role was made without BYPASSRLS: it sees no rows until a superuser gives it that';
    end;
    comment on role service_role is 'Deedbook: trusted server code; passes row-level security, never triggers or constraints';
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'authenticator') then
    create role authenticator login noinherit;
    comment on role authenticator is 'Deedbook: the login of the API; has no rights but to become another role';
    -- A login default, because "alter role … set" does not apply on SET ROLE.
    alter role authenticator set statement_timeout = '30s';
    alter role authenticator set idle_in_transaction_session_timeout = '30s';
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'worker') then
    create role worker login noinherit;
    comment on role worker is 'Deedbook: the login of the job worker; acts for people by becoming authenticated';
  end if;
  -- Only what is missing: whoever did not make the roles may not be allowed to grant them again.
  for v_login, v_role in
    select l.login, l.role
    from (values
      ('authenticator', 'anon'), ('authenticator', 'authenticated'), ('authenticator', 'service_role'), ('worker', 'authenticated')
    ) as l (login, role)
    where not exists (
      select from pg_catalog.pg_auth_members as m where m.member = l.login::regrole and m.roleid = l.role::regrole
    )
  loop
    execute format('grant %I to %I', v_role, v_login);
  end loop;
end
$$;
