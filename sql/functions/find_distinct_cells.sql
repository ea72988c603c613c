create function private.find_distinct_cells(spec jsonb, separator text, width integer)
  returns text[]
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_cells text[];
begin
  -- One more than a column may have options.
  execute format(
    'select array(select btrim(u.part) from %s cross join lateral unnest(%s) as u (part) '
    'where btrim(u.part) <> '''' group by 1 order by min(n), 1 limit 2001)', private.import_source(width),
    format(case when separator is null then 'array[%s]' else 'string_to_array(%s, $1)' end, private.import_text(spec))
  ) into v_cells using separator;
  return v_cells;
end
$$;
comment on function private.find_distinct_cells(jsonb, text, integer) is
  'For the worker: the different values of a column in the order they appear, at most 2,001; a separator (or null) splits a cell.';
revoke execute on function private.find_distinct_cells(jsonb, text, integer) from public;
grant execute on function private.find_distinct_cells(jsonb, text, integer) to worker;
