create function private.write_import_links(list_id uuid, spec jsonb, plan jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.list_relation(list_id, spec ->> 'key');
  v_from uuid[];
  v_to uuid[];
begin
  execute format($sql$
    select array_agg(p.item order by p.n, p.place), array_agg(p.id order by p.n, p.place)
    from (
      select s.n, coalesce(%1$s, %2$s) as item, l.id, min(l.place) as place
      from (select * from %3$s) as s join pg_temp.import_links_%4$s as l on l.n = s.n where l.id is not null group by 1, 2, 3
    ) as p
    where not exists (select from public.links as k where k.column_id = $1 and k.workspace_id = $2 and k.%5$I = p.item and k.%6$I = p.id)$sql$,
    private.import_match(), private.import_item_id(plan), private.import_rows_sql(plan), (spec ->> 'number')::integer,
    case when v_relation.is_inverse then 'target_item_id' else 'item_id' end, case when v_relation.is_inverse then 'item_id' else 'target_item_id' end)
    into v_from, v_to using v_relation.column_id, v_relation.workspace_id;
  if v_from is null then
    return 0;
  end if;
  if private.import_match() = 'item_id' then
    update pg_temp.import_matches as m set is_changed = true where m.item_id = any (v_from);
  end if;
  return private.insert_links(v_relation, v_from, v_to);
end
$$;
comment on function private.write_import_links(uuid, jsonb, jsonb) is
  'Run as the person who asked, under row-level security: links the items of the rows to those that their cells name; returns how many links are new. spec: {number, key}.';
revoke execute on function private.write_import_links(uuid, jsonb, jsonb) from public;
grant execute on function private.write_import_links(uuid, jsonb, jsonb) to authenticated;
