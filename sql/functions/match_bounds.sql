create function private.match_bounds(kind text, request private.query_column, cell jsonb)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  select case
    when kind = 'range' then array[format('%L::float8', cell ->> 'min'), format('%L::float8', cell ->> 'max')]
    when kind = 'at_least' then array[format('%L::float8', n.n), 'null::float8']
    else array['null::float8', format('%L::float8', n.n)] end
  from nullif(private.number_key(request.family, case when kind <> 'range' then cell #>> '{}' end), 'NaN') as n (n)
$$;
comment on function private.match_bounds(text, private.query_column, jsonb) is
  'SQL of the lowest and highest number that a request asks for, from its cell.';
revoke execute on function private.match_bounds(text, private.query_column, jsonb) from public;
grant execute on function private.match_bounds(text, private.query_column, jsonb) to authenticated, service_role;
