create function private.revert_new_records(workspace_id uuid, kind text, after bigint, batch integer, force boolean)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_rows bigint[];
  v_last bigint;
begin
  select array_agg(b.n), max(b.n) into v_rows, v_last
  from (select w.n from pg_temp.import_writes as w where w.table_name = kind || 's' and w.action = 'insert' and w.n > after order by w.n limit batch) as b;
  delete from pg_temp.import_records;
  execute format($sql$
    insert into pg_temp.import_records (n, id, is_new, fields, problem)
    select row_number() over (order by i.id), i.id, false, '{}', case
      when $3 then null
      when i.version > 1 then '{"code": "changed_since", "message": "somebody has changed it since"}'
      when exists (select from public.tasks as t where t.%2$I = i.id and t.workspace_id = i.workspace_id and t.deleted_at is null)
        then '{"code": "linked_since", "message": "somebody has given it a task since"}'
      when exists (select from public.%3$I as l where l.%2$I = i.id and l.workspace_id = i.workspace_id and not exists (select from pg_temp.import_writes as w where w.row_id = l.id))
        then '{"code": "linked_since", "message": "somebody has linked it since"}'
      when %4$s then '{"code": "commented_since", "message": "somebody has commented on it since"}' end::jsonb
    from pg_temp.import_writes as w join public.%1$I as i on i.id = w.row_id and i.workspace_id = $1 and i.deleted_at is null
    where w.n = any ($2)$sql$, kind || 's', kind || '_id', kind || '_items', case kind
      when 'deal' then 'exists (select from public.activities as a where a.deal_id = i.id and a.workspace_id = i.workspace_id and a.type = ''comment'' and a.deleted_at is null)'
      else 'false' end) using workspace_id, v_rows, force;
  perform private.write_import_records('trash', workspace_id, kind, array(select r.n from pg_temp.import_records as r where r.problem is null order by r.n));
  return jsonb_build_object('last', v_last, 'items', coalesce(cardinality(v_rows), 0)) || private.store_record_conflicts(kind, 'items_trashed');
end
$$;
comment on function private.revert_new_records(uuid, text, bigint, integer, boolean) is
  'Run as the person who asked, under row-level security: the next contacts or deals that the import made go to the trash; those that somebody has changed, linked or commented on since are conflicts, unless force. {last, items, items_trashed}.';
revoke execute on function private.revert_new_records(uuid, text, bigint, integer, boolean) from public;
grant execute on function private.revert_new_records(uuid, text, bigint, integer, boolean) to authenticated;
