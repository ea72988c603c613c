create function private.revert_cells(workspace_id uuid, after bigint, batch integer, force boolean)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_ids uuid[];
  v_cells jsonb;
  v_last bigint;
  v_refused jsonb;
begin
  select array_agg(b.row_id), max(b.n) into v_ids, v_last
  from (select w.row_id, w.n from pg_temp.import_writes as w where w.table_name = 'items' and w.action = 'update' and w.n > after order by w.n limit batch) as b;
  perform from public.items as i where i.id = any (v_ids) and i.workspace_id = revert_cells.workspace_id order by i.id for no key update;
  -- Locked, so that what is found here is what is written over.
  delete from pg_temp.revert_plan;
  insert into pg_temp.revert_plan
  select w.row_id as item_id, i.list_id, c.key, c.value -> 0 as before, c.value -> 1 as wrote, coalesce(i.values -> c.key, 'null') as found, i.id is null as is_gone,
    i.deleted_at is not null as is_in_trash, k.id is null as has_no_column
  from pg_temp.import_writes as w
  cross join lateral jsonb_each(w.diff -> 'values') as c
  left join public.items as i on i.id = w.row_id and i.workspace_id = revert_cells.workspace_id
  left join public.list_columns as k on k.list_id = i.list_id and k.key = c.key and k.workspace_id = i.workspace_id and k.deleted_at is null
  where w.table_name = 'items' and w.action = 'update' and w.n > after and w.n <= v_last;
  insert into pg_temp.revert_conflicts (list_id, item_id, field, code, reason, before, wrote, found)
  select p.list_id, p.item_id, p.key, v.code, v.reason, p.before, p.wrote, p.found
  from pg_temp.revert_plan as p
  cross join lateral (select * from (values
    (p.is_gone, 'gone', 'the item was deleted for good'), (p.has_no_column, 'gone', 'the column is in the trash, or was converted'),
    (p.is_in_trash and not force, 'in_trash', 'the item is in the trash'),
    (p.found <> p.wrote and not force, 'changed_since', 'somebody has changed the cell since')
  ) as v (is_so, code, reason) where v.is_so limit 1) as v
  where p.found <> p.before;
  select jsonb_agg(jsonb_build_object('item_id', p.item_id, 'key', p.key, 'before', p.before) order by p.item_id, p.key) into v_cells
  from pg_temp.revert_plan as p
  where p.found <> p.before and not p.is_gone and not p.has_no_column and (force or p.found = p.wrote and not p.is_in_trash);
  v_refused := private.restore_cells(workspace_id, coalesce(v_cells, '[]'));
  insert into pg_temp.revert_conflicts (list_id, item_id, field, code, reason, before, wrote, found)
  select p.list_id, p.item_id, p.key, r.cell ->> 'code', r.cell ->> 'reason', p.before, p.wrote, p.found
  from jsonb_array_elements(v_refused) as r (cell) join pg_temp.revert_plan as p on p.item_id = (r.cell ->> 'item_id')::uuid and p.key = r.cell ->> 'key';
  return jsonb_build_object('last', v_last, 'items', cardinality(v_ids), 'cells_restored', coalesce(jsonb_array_length(v_cells), 0) - jsonb_array_length(v_refused),
    'items_restored', (select count(distinct c.cell ->> 'item_id') from jsonb_array_elements(v_cells) as c (cell) where not v_refused @> jsonb_build_array(c.cell)));
end
$$;
comment on function private.revert_cells(uuid, bigint, integer, boolean) is
  'Run as the person who asked, under row-level security: the next items that the import changed get the old values of their cells, where these still hold what it wrote; else that is a conflict. {last, items, items_restored, cells_restored}.';
revoke execute on function private.revert_cells(uuid, bigint, integer, boolean) from public;
grant execute on function private.revert_cells(uuid, bigint, integer, boolean) to authenticated;
