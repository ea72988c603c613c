create function private.check_link_cells(workspace_id uuid, spec jsonb, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_table constant text := format('pg_temp.import_links_%s', (spec ->> 'number')::integer);
  v_words constant text := replace(spec ->> 'words', '%', '%%');
  v_keys record;
begin
  select k.* into v_keys from private.link_keys_sql(spec) as k;
  execute format('update %s as l set problem = case when l.found > 1 then format(%L, l.found, left(l.c1, 200)) else format(%L, left(l.c1, 200)) end where l.found <> 1 and (%s)',
    v_table, '%s items of ' || v_words || ' "%s"', 'no item of ' || v_words || ' "%s"',
    case when spec ->> 'unmatched' = 'create' then format('l.found > 1 or (%s) is null', v_keys.cell) else 'true' end);
  if (spec ->> 'has_one')::boolean then
    execute format('update %s as l set problem = %L from (select n from %1$s group by n having count(distinct coalesce(id::text, lower(c1))) > 1) as m where m.n = l.n and l.problem is null',
      v_table, 'the column links an item to one other');
  end if;
  if (spec ->> 'is_had_by_one')::boolean then
    execute format($sql$
      update %1$s as l set problem = 'row ' || f.first || ' of the file links "' || left(l.c1, 200) || '", which can be linked from one item'
      from (select c.n, c.c1, min(c.n) over (partition by coalesce(c.id::text, lower(c.c1))) as first from %1$s as c where c.problem is null) as f
      where f.n = l.n and f.c1 = l.c1 and f.first <> l.n and l.problem is null$sql$, v_table);
    execute format($sql$
      update %1$s as l set problem = '"' || left(l.c1, 200) || '" is linked from another item, and can be from one'
      from (select n, %2$s as item from %3$s) as s, public.links as k join public.items as i on i.workspace_id = k.workspace_id and i.id = k.%4$I and i.deleted_at is null
      where s.n = l.n and l.problem is null and k.column_id = $2 and k.workspace_id = $1 and k.%5$I = l.id and k.%4$I is distinct from s.item$sql$,
      v_table, private.import_match(), private.import_rows_sql(plan),
      case when (spec ->> 'is_inverse')::boolean then 'target_item_id' else 'item_id' end,
      case when (spec ->> 'is_inverse')::boolean then 'item_id' else 'target_item_id' end) using workspace_id, (spec ->> 'column_id')::uuid;
  end if;
end
$$;
comment on function private.check_link_cells(uuid, jsonb, jsonb) is
  'Run as the person who asked: says what is wrong with the cells of a relation: no item or several for a key, more links than the column takes. spec: that of private.resolve_link_cells, and {unmatched, words, has_one, is_had_by_one, is_inverse, column_id}.';
revoke execute on function private.check_link_cells(uuid, jsonb, jsonb) from public;
grant execute on function private.check_link_cells(uuid, jsonb, jsonb) to authenticated;
