create function public.create_export(
  format text, list_id uuid default null, view_id uuid default null, workspace_id uuid default null,
  item_ids jsonb default null, query jsonb default '{}', options jsonb default '{}', target text default null
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_list_id uuid := list_id;
  v_ids constant uuid[] := private.export_item_ids(item_ids);
  v_query jsonb := query;
begin
  perform private.require_user();
  perform private.check_export_request(target, list_id, view_id, workspace_id, item_ids, query);
  perform private.check_export_options(format, options, target);
  if view_id is not null then
    v_list_id := (private.exported_view(view_id)).list_id;
  end if;
  -- Whatever cannot be asked is said now. It is compiled again where the job runs.
  if v_list_id is not null then
    perform private.list_workspace(v_list_id, 'exports.write');
    perform private.export_source(v_list_id, view_id, v_ids, query);
    perform private.check_exported_items(v_list_id, v_ids);
    v_query := query || jsonb_build_object('time_zone', private.query_time_zone(query));
  elsif target is not null then
    perform private.plan_records_export(target, workspace_id, query);
  end if;
  return private.queue_export(format, v_list_id, view_id, workspace_id, v_ids, v_query, options, target);
end
$$;
comment on function public.create_export(text, uuid, uuid, uuid, jsonb, jsonb, jsonb, text) is
  'Asks for a file (csv, xlsx, json, ndjson) of a list, of a view, of items of a list (item_ids), of a whole workspace, or with a target of its contacts, deals or tasks. query: {filter, sort, fields, time_zone}. A job makes it as the caller; only the caller gets it. docs/export.md';
revoke execute on function public.create_export(text, uuid, uuid, uuid, jsonb, jsonb, jsonb, text) from public;
grant execute on function public.create_export(text, uuid, uuid, uuid, jsonb, jsonb, jsonb, text) to authenticated;
