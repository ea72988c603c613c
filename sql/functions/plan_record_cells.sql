create function private.plan_record_cells(workspace_id uuid, kind text, rows bigint[])
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  execute format('select from public.%I as i where i.workspace_id = $1 and i.id in (select w.row_id from pg_temp.import_writes as w where w.n = any ($2)) order by i.id for no key update',
    kind || 's') using workspace_id, rows;
  -- Locked, so that what is found here is what is written over.
  delete from pg_temp.revert_plan;
  execute format($sql$
    insert into pg_temp.revert_plan (item_id, key, before, wrote, found, is_gone, is_in_trash)
    select w.row_id, c.key, c.value -> 0, c.value -> 1, coalesce(to_jsonb(i) -> c.key, 'null'), i.id is null, i.deleted_at is not null
    from pg_temp.import_writes as w
    cross join lateral jsonb_each(w.diff) as c
    left join public.%I as i on i.id = w.row_id and i.workspace_id = $1
    where w.n = any ($2) and c.key = any ($3)$sql$, kind || 's') using workspace_id, rows, private.record_fields(kind, 'change');
end
$$;
comment on function private.plan_record_cells(uuid, text, bigint[]) is
  'Run as the person who asked: locks contacts or deals that an import changed, and says field by field what they were, what was written and what is there now.';
revoke execute on function private.plan_record_cells(uuid, text, bigint[]) from public;
grant execute on function private.plan_record_cells(uuid, text, bigint[]) to authenticated;
