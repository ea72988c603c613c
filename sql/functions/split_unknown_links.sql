create function private.split_unknown_links(spec jsonb, separator text)
  returns boolean
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  execute format($sql$
    with whole as (
      delete from pg_temp.import_links_%1$s as l where coalesce(l.found, 0) = 0 and strpos(l.c1, $1) > 0 returning l.n, l.c1
    )
    insert into pg_temp.import_links_%1$s (n, place, c1)
    select w.n, min(p.place), btrim(p.part) from whole as w cross join lateral unnest(string_to_array(w.c1, $1)) with ordinality as p (part, place)
    where btrim(p.part) <> '' group by w.n, btrim(p.part)$sql$, (spec ->> 'number')::integer) using separator;
  get diagnostics v_count = row_count;
  return v_count > 0;
end
$$;
comment on function private.split_unknown_links(jsonb, text) is
  'For the worker: cells that no item is called as a whole may hold several keys; returns whether there were any.';
revoke execute on function private.split_unknown_links(jsonb, text) from public;
grant execute on function private.split_unknown_links(jsonb, text) to worker;
