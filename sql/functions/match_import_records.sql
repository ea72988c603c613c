create function private.match_import_records(workspace_id uuid, kind text, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
  set enable_nestloop = off  -- a table that was just filled has no statistics, and a loop over both sides takes hours
as $$
declare
  v_cells text;
  v_values text;
  v_has_moved boolean;
begin
  select string_agg(k.cell, ', ' order by s.place), string_agg(k.there, ', ' order by s.place) into v_cells, v_values
  from jsonb_array_elements(plan -> 'keys') with ordinality as s (spec, place) cross join lateral private.import_record_key(s.spec) as k;
  execute format($sql$
    insert into pg_temp.import_matches (n, key, item_id, version, found, first)
    with rows as materialized (select r.n, nullif(array[%1$s], array_fill(null::text, array[cardinality(array[%1$s])])) as key from (select * from %2$s) as r),
    records as (
      select f.key, count(*) as found, (array_agg(f.id))[1] as id, max(f.version) as version
      from (select i.id, i.version, array[%3$s] as key from public.%4$I as i where i.workspace_id = $1 and i.deleted_at is null) as f group by f.key
    )
    select r.n, r.key, case when i.found = 1 then i.id end, i.version, coalesce(i.found, 0), case when r.key is null then r.n else min(r.n) over (partition by r.key) end
    from rows as r left join records as i on i.key = r.key$sql$, v_cells, private.import_rows_sql(plan), v_values, kind || 's') using workspace_id;
  -- Each stays as it is now until the import has ended.
  execute format('select from public.%I as i where i.workspace_id = $1 and i.id in (select m.item_id from pg_temp.import_matches as m) order by i.id for no key update', kind || 's')
    using workspace_id;
  execute format('select exists (select from pg_temp.import_matches as m left join public.%I as i on i.id = m.item_id and i.workspace_id = $1 '
    'where m.item_id is not null and (i.version is distinct from m.version or i.deleted_at is not null))', kind || 's') into v_has_moved using workspace_id;
  if v_has_moved then
    raise exception 'Records were changed while the import looked for them' using errcode = 'serialization_failure', constraint = 'import_rows_moved';
  end if;
end
$$;
comment on function private.match_import_records(uuid, text, jsonb) is
  'As private.match_import_rows, for contacts and deals: finds the record of each row of the file by its key, and holds it. keys: specs of fields, {key: "@id"}, or {key: "contact", number} of a field with the contact.';
revoke execute on function private.match_import_records(uuid, text, jsonb) from public;
grant execute on function private.match_import_records(uuid, text, jsonb) to authenticated;
