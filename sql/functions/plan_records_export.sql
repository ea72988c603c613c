create function private.plan_records_export(target text, workspace_id uuid, query jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  execute 'select count(*) from (select t.id ' || private.export_records_sql(target, workspace_id, query) || ') as t' into v_count using query -> 'filter';
  return jsonb_build_object(
    'target', target, 'list', jsonb_build_object('id', null, 'name', initcap(target)),
    'columns', (select jsonb_agg(jsonb_build_object('id', null, 'key', f.key, 'name', f.key, 'type', f.type, 'config', '{}'::jsonb,
      'holds', f.holds, 'is_writable', f.is_writable) order by f.place) from private.export_fields(target) as f),
    'count', v_count, 'problems', '[]'::jsonb, 'time_zone', 'UTC', 'people', private.exported_people(workspace_id));
end
$$;
comment on function private.plan_records_export(text, uuid, jsonb) is
  'For a job that acts as the person who asked, as private.plan_export: of contacts, deals, tasks, activities or pipelines. Refuses what cannot be asked.';
revoke execute on function private.plan_records_export(text, uuid, jsonb) from public;
grant execute on function private.plan_records_export(text, uuid, jsonb) to authenticated;
