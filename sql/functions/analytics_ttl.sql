create function private.analytics_ttl()
  returns integer
  language sql
  immutable
  set search_path = ''
as $$
  select 60
$$;
comment on function private.analytics_ttl() is 'For how many seconds a report may be told again without being computed again.';
revoke execute on function private.analytics_ttl() from public;
