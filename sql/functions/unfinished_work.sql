create function private.unfinished_work()
  returns table (task text, args jsonb, name text, queue text)
  language sql
  stable
  security definer  -- the worker reads none of these tables
  set search_path = ''
as $$
  select 'change_column' as task, jsonb_build_object('change_id', c.id) as args, 'change_column ' || c.id as name, 'upkeep' as queue
  from public.column_changes as c where c.state = 'running'
  union all
  select 'change_items', jsonb_build_object('bulk_change_id', b.id), 'change_items ' || b.id, 'bulk'
  from public.bulk_changes as b where b.state in ('queued', 'running')
  union all
  select 'export_file', jsonb_build_object('export_id', e.id), 'export ' || e.id, 'exports'
  from public.exports as e where e.status in ('queued', 'running')
  union all
  select distinct 'fill_slots', jsonb_build_object('list_id', s.list_id), 'fill_slots ' || s.list_id, 'upkeep'
  from private.list_slots as s where s.state <> 'ready'
  union all
  select 'import_file', jsonb_build_object('import_id', i.id), 'import ' || i.id, 'imports'
  from public.imports as i where i.status in ('queued', 'running')
  union all
  select 'revert_import', jsonb_build_object('revert_id', r.id), 'revert ' || r.id, 'imports'
  from public.import_reverts as r where r.state in ('queued', 'running')
  union all
  select 'make_preview', jsonb_build_object('attachment_id', a.id), 'make_preview ' || a.id, 'previews'
  from public.attachments as a where a.preview_state = 'pending'
$$;
comment on function private.unfinished_work() is
  'What was begun and has not ended, with the job that goes on with it: changes of columns and of many items, exports, slots, imports and their reverts, previews.';
revoke execute on function private.unfinished_work() from public;
