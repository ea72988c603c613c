create function private.import_values(specs jsonb)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- Only a column with bad cells asks each cell again. In the order in which jsonb keeps its keys, nothing has to be sorted.
  select coalesce(string_agg(format('%s as %I',
    case when (s.spec ->> 'bad')::boolean then format('case when %s then %s end', c.accepts, c.value) else c.value end,
    s.spec ->> 'key'), ', ' order by length(s.spec ->> 'key'), (s.spec ->> 'key') collate "C"), '')
  from jsonb_array_elements(specs) as s (spec)
  cross join lateral private.import_cell(s.spec) as c
$$;
comment on function private.import_values(jsonb) is 'SQL: the values of an item, each by its key, from the cells of a row.';
revoke execute on function private.import_values(jsonb) from public;
grant execute on function private.import_values(jsonb) to authenticated;
