create function private.match_import_rows(workspace_id uuid, list_id uuid, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_cells text;
  v_values text;
begin
  select string_agg(case when s.spec ->> 'key' = '@id' then format('lower(btrim(%s))', c.cell) else private.import_key(s.spec ->> 'type', format('to_jsonb(%s)', c.value)) end, ', ' order by s.place),
    string_agg(case when s.spec ->> 'key' = '@id' then 'i.id::text' else private.import_key(s.spec ->> 'type', format('i.values -> %L', s.spec ->> 'key')) end, ', ' order by s.place)
  into v_cells, v_values
  from jsonb_array_elements(plan -> 'keys') with ordinality as s (spec, place) cross join lateral private.import_cell(s.spec) as c;
  -- A row without a key (where only the id of the item is one) is like no other.
  execute format($sql$
    insert into pg_temp.import_matches (n, key, item_id, version, found, first)
    with rows as materialized (select r.n, nullif(array[%1$s], array_fill(null::text, array[cardinality(array[%1$s])])) as key from (select * from %2$s) as r),
    items as (
      select f.key, count(*) as found, (array_agg(f.id))[1] as id, max(f.version) as version
      from (select i.id, i.version, array[%3$s] as key from public.items as i where i.list_id = $2 and i.workspace_id = $1 and i.deleted_at is null) as f
      group by f.key
    )
    select r.n, r.key, case when i.found = 1 then i.id end, i.version, coalesce(i.found, 0), case when r.key is null then r.n else min(r.n) over (partition by r.key) end
    from rows as r left join items as i on i.key = r.key$sql$, v_cells, private.import_rows_sql(plan), v_values) using workspace_id, list_id;
  -- Each stays as it is now until the import has ended; in the order in which every writer of many takes them.
  perform from public.items as i where i.workspace_id = match_import_rows.workspace_id
    and i.id in (select m.item_id from pg_temp.import_matches as m) order by i.id for no key update;
  if exists (
    select from pg_temp.import_matches as m
    left join public.items as i on i.id = m.item_id and i.workspace_id = match_import_rows.workspace_id
    where m.item_id is not null and (i.version is distinct from m.version or i.deleted_at is not null)
  ) then
    raise exception 'Items of the list were changed while the import looked for them'
      using errcode = 'serialization_failure', constraint = 'import_rows_moved';
  end if;
end
$$;
comment on function private.match_import_rows(uuid, uuid, jsonb) is
  'Run as the person who asked: finds the item of each row of the file by its key, and holds it. plan: that of private.import_rows_sql, and keys: the specs of the key columns, "@id" for the id of the item.';
revoke execute on function private.match_import_rows(uuid, uuid, jsonb) from public;
grant execute on function private.match_import_rows(uuid, uuid, jsonb) to authenticated;
