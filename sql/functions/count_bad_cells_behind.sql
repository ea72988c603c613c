create function private.count_bad_cells_behind(specs jsonb, place tid, out bad bigint[], out last tid)
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_counts text;
begin
  select string_agg(format('count(*) filter (where not (%s))', c.accepts), ', ' order by s.n) into v_counts
  from jsonb_array_elements(specs) with ordinality as s (spec, n)
  cross join lateral private.import_cell(s.spec) as c;
  -- By their place in the table: nothing of what was read before is read again.
  execute format('select array[%s]::bigint[], max(ctid) from pg_temp.import_rows_1 where ctid > $1 and problem is null', v_counts)
    into bad, last using coalesce(place, '(0,0)');
  last := coalesce(last, place);
end
$$;
comment on function private.count_bad_cells_behind(jsonb, tid) is
  'For the worker: as count_bad_cells, of the rows that came after a place in the table (null: all), while more are on their way. last: where to go on.';
revoke execute on function private.count_bad_cells_behind(jsonb, tid) from public;
grant execute on function private.count_bad_cells_behind(jsonb, tid) to worker;
