create function private.import_rows_sql(plan jsonb)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select format('%s where %s', private.import_source((plan ->> 'width')::integer), private.import_conditions(plan -> 'conditions'))
    || case when plan ? 'range' then format(' and n between %s and %s', (plan #>> '{range,0}')::bigint, (plan #>> '{range,1}')::bigint) else '' end
$$;
comment on function private.import_rows_sql(jsonb) is
  'SQL behind FROM: the rows of the file that come in. plan: {width, conditions, range: [first, last] or nothing}.';
revoke execute on function private.import_rows_sql(jsonb) from public;
grant execute on function private.import_rows_sql(jsonb) to worker, authenticated;
