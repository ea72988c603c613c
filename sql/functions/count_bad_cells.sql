create function private.count_bad_cells(specs jsonb, width integer)
  returns bigint[]
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_counts text;
  v_bad bigint[];
begin
  -- One pass over the rows for all columns.
  select string_agg(format('count(*) filter (where not (%s))', c.accepts), ', ' order by s.n) into v_counts
  from jsonb_array_elements(specs) with ordinality as s (spec, n)
  cross join lateral private.import_cell(s.spec) as c;
  execute format('select array[%s]::bigint[] from %s', v_counts, private.import_source(width)) into v_bad;
  return v_bad;
end
$$;
comment on function private.count_bad_cells(jsonb, integer) is
  'For the worker: how many cells of each spec do not convert. An empty cell is null, and neither good nor bad.';
revoke execute on function private.count_bad_cells(jsonb, integer) from public;
grant execute on function private.count_bad_cells(jsonb, integer) to worker;
