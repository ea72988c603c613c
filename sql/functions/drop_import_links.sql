create function private.drop_import_links(list_id uuid, spec jsonb, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.list_relation(list_id, spec ->> 'key');
begin
  execute format($sql$
    with gone as (
      delete from public.links as k
      using (select s.n, s.item_id, %1$s as cell from (select * from %2$s and item_id is not null) as s) as r
      where k.column_id = $1 and k.workspace_id = $2 and k.%3$I = r.item_id and (r.cell is not null or $3)
        and not exists (select from pg_temp.import_links_%5$s as l where l.n = r.n and l.id = k.%4$I)
      returning k.%3$I as id
    )
    update pg_temp.import_matches as m set is_changed = true from gone as g where m.item_id = g.id$sql$,
    private.import_text(spec), private.import_rows_sql(plan), case when v_relation.is_inverse then 'target_item_id' else 'item_id' end,
    case when v_relation.is_inverse then 'item_id' else 'target_item_id' end, (spec ->> 'number')::integer)
    using v_relation.column_id, v_relation.workspace_id, (spec ->> 'clears')::boolean;
end
$$;
comment on function private.drop_import_links(uuid, jsonb, jsonb) is
  'Run as the person who asked, under row-level security: items that were there lose the links that their rows do not name. spec: {number, key, clears (an empty cell takes all away)}, and what private.import_text takes.';
revoke execute on function private.drop_import_links(uuid, jsonb, jsonb) from public;
grant execute on function private.drop_import_links(uuid, jsonb, jsonb) to authenticated;
