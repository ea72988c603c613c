create function private.drop_record_links(workspace_id uuid, kind text, spec jsonb, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  execute format($sql$
    with gone as (
      delete from public.%1$I as k using (select s.n, %3$s as cell from (select * from %4$s) as s) as c, pg_temp.import_records as r, public.items as i
      where r.n = c.n and not r.is_new and r.problem is null and k.%2$I = r.id and k.workspace_id = $1 and i.id = k.item_id and i.workspace_id = $1 and i.list_id = $2
        and (c.cell is not null or $3) and not exists (select from pg_temp.import_links_%5$s as l where l.n = r.n and l.id = k.item_id)
      returning k.%2$I as id
    )
    update pg_temp.import_records as r set is_done = true from gone as g where g.id = r.id$sql$,
    kind || '_items', kind || '_id', private.import_text(spec), private.import_rows_sql(plan), (spec ->> 'number')::integer)
    using workspace_id, (spec ->> 'list_id')::uuid, (spec ->> 'clears')::boolean;
end
$$;
comment on function private.drop_record_links(uuid, text, jsonb, jsonb) is
  'Run as the person who asked, under row-level security: records that were there lose the items of the list that their rows do not name. spec: {number, list_id, clears (an empty cell takes all away)}, and what private.import_text takes.';
revoke execute on function private.drop_record_links(uuid, text, jsonb, jsonb) from public;
grant execute on function private.drop_record_links(uuid, text, jsonb, jsonb) to authenticated;
