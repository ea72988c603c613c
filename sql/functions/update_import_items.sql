create function private.update_import_items(workspace_id uuid, list_id uuid, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_kept constant text[] := array(select jsonb_array_elements_text(plan -> 'kept'));
begin
  -- A null empties a cell; but those of v_kept stay as they are where the file has nothing.
  execute format($sql$
    with changed as (
      update public.items as i set values = i.values || r.cells
      from (
        select s.item_id, to_jsonb(v)%3$s as cells from (select * from %1$s and item_id is not null) as s cross join lateral (select %2$s) as v
      ) as r
      where i.id = r.item_id and i.workspace_id = $1 and i.list_id = $2 and exists (
        select from jsonb_each(r.cells) as c where nullif(c.value, 'null') is distinct from i.values -> c.key
      )
      returning i.id
    )
    update pg_temp.import_matches as m set is_changed = true from changed as c where m.item_id = c.id$sql$,
    private.import_rows_sql(plan), private.import_values(plan -> 'columns'),
    case when cardinality(v_kept) > 0 then format(' - array(select c.key from jsonb_each(to_jsonb(v)) as c where c.value = ''null'' and c.key = any (%L))', v_kept) else '' end
  ) using workspace_id, list_id;
end
$$;
comment on function private.update_import_items(uuid, uuid, jsonb) is
  'Run as the person who asked, under row-level security: rows of the file change the mapped cells of their items; items that are so already are not touched. plan: as of private.insert_import_items, and kept: keys of columns that an empty cell leaves alone.';
revoke execute on function private.update_import_items(uuid, uuid, jsonb) from public;
grant execute on function private.update_import_items(uuid, uuid, jsonb) to authenticated;
