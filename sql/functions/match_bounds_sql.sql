create function private.match_bounds_sql(kind text, request private.query_column)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  select case kind
    when 'range' then array[format('(%s ->> ''min'')::float8', request.cell_json), format('(%s ->> ''max'')::float8', request.cell_json)]
    when 'at_least' then array[format('nullif(%s, ''NaN'')', private.match_number_sql(request)), 'null::float8']
    else array['null::float8', format('nullif(%s, ''NaN'')', private.match_number_sql(request))] end
$$;
comment on function private.match_bounds_sql(text, private.query_column) is
  'SQL over a request i of the lowest and highest number that it asks for.';
revoke execute on function private.match_bounds_sql(text, private.query_column) from public;
grant execute on function private.match_bounds_sql(text, private.query_column) to authenticated, service_role;
