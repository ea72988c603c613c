create function private.split_link_cells(spec jsonb, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  execute format($sql$
    insert into pg_temp.import_links_%1$s (n, place, c1)
    select s.n, min(p.place), btrim(p.part)
    from (select n, %2$s as cell from %3$s) as s
    cross join lateral unnest(case when $1 is null then array[s.cell] else string_to_array(s.cell, $1) end) with ordinality as p (part, place)
    where btrim(p.part) <> '' group by s.n, btrim(p.part)$sql$, (spec ->> 'number')::integer, private.import_text(spec), private.import_rows_sql(plan))
    using spec ->> 'separator';
end
$$;
comment on function private.split_link_cells(jsonb, jsonb) is
  'For the worker: the keys that the cells of a relation hold, in the table of private.create_link_cells. spec: {number, separator (null: a cell is one key)}, and what private.import_text takes.';
revoke execute on function private.split_link_cells(jsonb, jsonb) from public;
grant execute on function private.split_link_cells(jsonb, jsonb) to worker;
