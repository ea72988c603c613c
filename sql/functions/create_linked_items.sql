create function private.create_linked_items(workspace_id uuid, spec jsonb, plan jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_keys record;
  v_count bigint;
begin
  perform private.resolve_link_cells(workspace_id, spec);  -- another column may have made some of them
  select k.* into v_keys from private.link_keys_sql(spec) as k;
  execute format($sql$
    with named as (
      select distinct on (lower(%2$s)) l.n, %3$s as value from pg_temp.import_links_%1$s as l
      where l.found = 0 and exists (select from (select * from %5$s) as s where s.n = l.n) order by lower(%2$s), l.n
    ), made as (
      insert into public.items (workspace_id, list_id, values)
      select $1, $2, jsonb_build_object($3, d.value) from named as d order by d.n returning id, values
    )
    update pg_temp.import_links_%1$s as l set id = i.id from made as i where l.found = 0 and lower(%4$s) = lower(%2$s)$sql$,
    (spec ->> 'number')::integer, v_keys.cell, v_keys.value, v_keys.item, private.import_rows_sql(plan))
    using workspace_id, (spec ->> 'list_id')::uuid, spec #>> '{by,key}';
  execute format('select count(distinct id) from pg_temp.import_links_%s where found = 0', (spec ->> 'number')::integer) into v_count;
  return v_count;
end
$$;
comment on function private.create_linked_items(uuid, jsonb, jsonb) is
  'Run as the person who asked, under row-level security: makes an item in the other list for each key that none has; returns how many.';
revoke execute on function private.create_linked_items(uuid, jsonb, jsonb) from public;
grant execute on function private.create_linked_items(uuid, jsonb, jsonb) to authenticated;
