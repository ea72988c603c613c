-- Grants start from zero: what PostgreSQL and older Supabase projects give by default is taken
-- away first, and every object is then granted by name.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

revoke create on schema public from public;
grant usage on schema public to anon, authenticated, service_role;

create schema private;
comment on schema private is 'Helpers, trigger functions and secrets; never exposed to a client.';
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role, authenticator, worker;

create schema audit;
comment on schema audit is 'Append-only events; read through public.audit_log.';
revoke all on schema audit from public;
grant usage on schema audit to authenticated, service_role;

do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant temporary on database %I to worker', current_database());
end
$$;

-- What PUBLIC may call out of the box and no client needs. Only a superuser can take it away;
-- on a managed server the grants stay as the host has set them.
do $$
declare
  v_function regprocedure;
begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    return;
  end if;
  for v_function in
    select p.oid
    from pg_catalog.pg_proc as p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and p.proname in (
        'lo_creat', 'lo_create', 'lo_from_bytea', 'lo_open', 'lo_put', 'lo_unlink', 'lowrite',
        'pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_notify',
        'pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_try_advisory_lock', 'pg_try_advisory_lock_shared',
        'pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared',
        'pg_try_advisory_xact_lock', 'pg_try_advisory_xact_lock_shared'
      )
  loop
    execute format('revoke execute on function %s from public', v_function);
  end loop;
  grant execute on function pg_catalog.pg_notify(text, text) to worker;
end
$$;

-- Column defaults may not depend on sql/, which is dropped and created again; so the maker of keys lives here.
do $$
begin
  if current_setting('server_version_num')::integer >= 180000 then
    execute $sql$
      create function private.uuid_v7() returns uuid
        language sql volatile parallel safe
        return pg_catalog.uuidv7()
    $sql$;
  else
    execute $sql$
      create function private.uuid_v7() returns uuid
        language sql volatile parallel safe
      as $body$
        -- RFC 9562: 48 bits of milliseconds, version 7, 12 bits of the millisecond's fraction, random rest.
        select pg_catalog.encode(
          pg_catalog.substr(pg_catalog.int8send(t.us / 1000), 3, 6)
          || pg_catalog.int2send((28672 + (t.us % 1000) * 4096 / 1000)::int2)
          || pg_catalog.substr(pg_catalog.uuid_send(pg_catalog.gen_random_uuid()), 9, 8),
          'hex')::uuid
        from (select (extract(epoch from pg_catalog.clock_timestamp()) * 1000000)::bigint as us) as t
      $body$
    $sql$;
  end if;
end
$$;
comment on function private.uuid_v7() is 'A new time-ordered key (UUID version 7).';
grant execute on function private.uuid_v7() to anon, authenticated, service_role, worker;

-- Supabase brings auth.users and its readers of the claims; elsewhere the same shape is made here.
do $$
begin
  if to_regclass('auth.users') is not null then
    return;
  end if;

  create schema if not exists auth;
  comment on schema auth is 'Deedbook: the part of Supabase Auth that the rules stand on, where Supabase has not been.';
  revoke all on schema auth from public;
  grant usage on schema auth to anon, authenticated, service_role;

  create table auth.users (
    id uuid primary key default gen_random_uuid(),
    email text,
    encrypted_password text,
    email_confirmed_at timestamptz,
    raw_app_meta_data jsonb not null default '{}',
    raw_user_meta_data jsonb not null default '{}',
    banned_until timestamptz,
    last_sign_in_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_email_is_lower_case check (email = lower(email)),
    constraint users_email_is_an_address check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254)
  );
  comment on table auth.users is 'Identity; the columns of Supabase''s own table that Deedbook uses.';
  create unique index users_email_key on auth.users (email) where deleted_at is null;
  alter table auth.users enable row level security;

  create function auth.jwt() returns jsonb language sql stable parallel safe
    return nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb;
  create function auth.uid() returns uuid language sql stable parallel safe
    return (nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
  create function auth.role() returns text language sql stable parallel safe
    return nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'role';
  create function auth.email() returns text language sql stable parallel safe
    return nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'email';
  comment on function auth.jwt() is 'The claims of the request, or null.';
  comment on function auth.uid() is 'The person of the request, or null.';
  comment on function auth.role() is 'The role claim of the request, or null.';
  comment on function auth.email() is 'The e-mail claim of the request, or null.';
  grant execute on function auth.jwt(), auth.uid(), auth.role(), auth.email()
    to anon, authenticated, service_role, authenticator, worker;
end
$$;
