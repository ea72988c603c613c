create function private.request_id()
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- PostgREST sends the headers, Deedbook's own API the id itself.
  select left(coalesce(
    nullif(pg_catalog.current_setting('request.id', true), ''),
    nullif(pg_catalog.current_setting('request.headers', true), '')::jsonb ->> 'x-request-id'
  ), 64)
$$;
comment on function private.request_id() is 'The id of the HTTP request, or null.';
revoke execute on function private.request_id() from public;
