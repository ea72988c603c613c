create function private.moment_sql(moment text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format('to_jsonb(replace(to_char(%s at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"''), ''.000000Z'', ''Z''))', moment)
$$;
comment on function private.moment_sql(text) is
  'SQL of a moment as a cell of type datetime holds it. moment is SQL of type timestamptz.';
revoke execute on function private.moment_sql(text) from public;
grant execute on function private.moment_sql(text) to authenticated, service_role;
