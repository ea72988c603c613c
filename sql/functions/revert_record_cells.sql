create function private.revert_record_cells(workspace_id uuid, kind text, after bigint, batch integer, force boolean)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_rows bigint[];
  v_last bigint;
  v_cells bigint;
begin
  select array_agg(b.n), max(b.n) into v_rows, v_last
  from (select w.n from pg_temp.import_writes as w where w.table_name = kind || 's' and w.action = 'update' and w.n > after order by w.n limit batch) as b;
  perform private.plan_record_cells(workspace_id, kind, v_rows);
  insert into pg_temp.revert_conflicts (kind, item_id, field, code, reason, before, wrote, found)
  select revert_record_cells.kind, p.item_id, p.key, v.code, v.reason, p.before, p.wrote, p.found
  from pg_temp.revert_plan as p
  cross join lateral (select * from (values
    (p.is_gone, 'gone', 'it was deleted for good'), (p.is_in_trash and not force, 'in_trash', 'it is in the trash'),
    (p.found <> p.wrote and not force, 'changed_since', 'somebody has changed it since')
  ) as v (is_so, code, reason) where v.is_so limit 1) as v
  where p.found <> p.before;
  delete from pg_temp.import_records;
  insert into pg_temp.import_records (n, id, is_new, fields)
  select row_number() over (order by p.item_id), p.item_id, false, jsonb_object_agg(p.key, p.before)
  from pg_temp.revert_plan as p
  where p.found <> p.before and not p.is_gone and (force or not p.is_in_trash and p.found = p.wrote)
  group by p.item_id;
  perform private.write_import_records('update', workspace_id, kind, array(select r.n from pg_temp.import_records as r order by r.n));
  select count(*) into v_cells from pg_temp.import_records as r cross join lateral jsonb_object_keys(r.fields) where r.is_done;
  return jsonb_build_object('last', v_last, 'items', coalesce(cardinality(v_rows), 0), 'cells_restored', v_cells)
    || private.store_record_conflicts(kind, 'items_restored');
end
$$;
comment on function private.revert_record_cells(uuid, text, bigint, integer, boolean) is
  'Run as the person who asked, under row-level security: the next contacts or deals that the import changed have again what they had; what somebody changed since, or a rule refuses, is a conflict. {last, items, items_restored, cells_restored}.';
revoke execute on function private.revert_record_cells(uuid, text, bigint, integer, boolean) from public;
grant execute on function private.revert_record_cells(uuid, text, bigint, integer, boolean) to authenticated;
