create function private.get_health()
  returns jsonb
  language sql
  stable
  security definer  -- the record of deploys has no grants
  set search_path = ''
as $$
  select jsonb_build_object(
    'postgres', pg_catalog.current_setting('server_version'),
    'is_replica', pg_catalog.pg_is_in_recovery(),
    'migrations', coalesce((select jsonb_agg(c.migration_id order by c.migration_id) from migration.contents as c), '[]'),
    'deployed_at', (select d.deployed_at from migration.deployment as d)
  )
$$;
comment on function private.get_health() is 'What a health check may know of the database: version and migrations.';
revoke execute on function private.get_health() from public;
grant execute on function private.get_health() to anon;
