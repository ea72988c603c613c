create function public.create_export(
  format text, list_id uuid default null, view_id uuid default null, workspace_id uuid default null,
  item_ids jsonb default null, query jsonb default '{}', options jsonb default '{}'
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
  if num_nonnulls(list_id, view_id, workspace_id) <> 1 then
    perform private.refuse_export('list_id', 'say what to export: one of list_id, view_id and workspace_id');
  elsif item_ids is not null and list_id is null then
    perform private.refuse_export('item_ids', 'goes with the list_id of the items');
  elsif workspace_id is not null and query <> '{}' then
    perform private.refuse_export('query', 'goes with a list or a view; a workspace is exported whole');
  end if;
  perform private.check_export_options(format, options);
  if view_id is not null then
    v_list_id := (private.exported_view(view_id)).list_id;
  end if;
  if v_list_id is not null then
    perform private.list_workspace(v_list_id, 'exports.write');
    -- Whatever cannot be asked is said now. It is compiled again where the job runs.
    perform private.export_source(v_list_id, view_id, v_ids, query);
    perform private.check_exported_items(v_list_id, v_ids);
    v_query := query || jsonb_build_object('time_zone', private.query_time_zone(query));
  end if;
  return private.queue_export(format, v_list_id, view_id, workspace_id, v_ids, v_query, options);
end
$$;
comment on function public.create_export(text, uuid, uuid, uuid, jsonb, jsonb, jsonb) is
  'Asks for a file (csv, xlsx, json, ndjson) of a list, of a view, of items of a list (item_ids), or of every list of a workspace. query: {filter, sort, fields, time_zone}. A job makes it as the caller; only the caller gets it. docs/export.md';
revoke execute on function public.create_export(text, uuid, uuid, uuid, jsonb, jsonb, jsonb) from public;
grant execute on function public.create_export(text, uuid, uuid, uuid, jsonb, jsonb, jsonb) to authenticated;
