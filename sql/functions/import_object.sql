create function private.import_object(specs jsonb, defaults jsonb)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- A function takes 100 arguments: 50 pairs at a time.
  select case when defaults = '{}' then '' else format('%L::jsonb || ', defaults) end
    || 'jsonb_strip_nulls(' || coalesce(string_agg(o.object, ' || ' order by o.part), '''{}''::jsonb') || ')'
  from (
    select s.n / 50 as part, 'jsonb_build_object(' || string_agg(format('%L, %s', s.spec ->> 'key',
      case when (s.spec ->> 'bad')::boolean then format('case when %s then %s end', c.accepts, c.value) else c.value end), ', ' order by s.n) || ')' as object
    from (select e.spec, e.n - 1 as n from jsonb_array_elements(specs) with ordinality as e (spec, n)) as s
    cross join lateral private.import_cell(s.spec) as c
    group by s.n / 50
  ) as o
$$;
comment on function private.import_object(jsonb, jsonb) is
  'SQL: the values of an item from the cells of a row. Only a column with bad cells asks each cell again.';
revoke execute on function private.import_object(jsonb, jsonb) from public;
grant execute on function private.import_object(jsonb, jsonb) to authenticated;
