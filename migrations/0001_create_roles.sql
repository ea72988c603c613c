-- The roles of every door. On Supabase all but worker exist already and are left as they are.
do $$
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
    create role service_role nologin noinherit bypassrls;
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
  grant anon, authenticated, service_role to authenticator;
  grant authenticated to worker;
end
$$;
