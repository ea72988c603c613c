create function private.queue_export(
  format text, list_id uuid, view_id uuid, workspace_id uuid, item_ids uuid[], query jsonb, options jsonb
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- exports have no direct grants
  set search_path = ''
as $$
declare
  v_user_id constant uuid := private.require_user();
  v_export public.exports;
begin
  perform private.check_capability(workspace_id, 'exports.write') where workspace_id is not null;
  v_export.workspace_id := case when list_id is null then workspace_id else private.list_workspace(list_id, 'exports.write') end;
  v_export.name := case when list_id is null then (select w.name from public.workspaces as w where w.id = v_export.workspace_id)
    else (select l.name from public.lists as l where l.id = queue_export.list_id) end
    || coalesce((select ' ' || v.name from public.views as v
      where v.id = queue_export.view_id and v.list_id = queue_export.list_id and coalesce(v.owner_id, v_user_id) = v_user_id), '');
  -- Two at the same moment wait for each other: else both would count the same.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('exports of ' || v_user_id, 0));
  if (select count(*) from public.exports as e where e.created_by = v_user_id and e.status in ('queued', 'running')) >= 10 then
    raise exception 'You have ten exports that have not ended' using errcode = 'configuration_limit_exceeded', constraint = 'too_many_exports';
  end if;
  insert into public.exports as e (workspace_id, scope, list_id, view_id, item_ids, query, format, options, name, created_by, request_id)
  values (
    v_export.workspace_id,
    case when list_id is null then 'workspace' when view_id is not null then 'view' when item_ids is not null then 'items' else 'list' end,
    queue_export.list_id, queue_export.view_id, queue_export.item_ids, queue_export.query, queue_export.format, queue_export.options,
    v_export.name, v_user_id, private.request_id()
  )
  returning e.* into v_export;
  perform private.defer_job('export_file', jsonb_build_object('export_id', v_export.id), 'exports', 'export ' || v_export.id);
  return private.export_json(v_export);
end
$$;
comment on function private.queue_export(text, uuid, uuid, uuid, uuid[], jsonb, jsonb) is
  'Writes an export down and queues its job. What may be seen is asked again where it runs, as the person.';
revoke execute on function private.queue_export(text, uuid, uuid, uuid, uuid[], jsonb, jsonb) from public;
grant execute on function private.queue_export(text, uuid, uuid, uuid, uuid[], jsonb, jsonb) to authenticated;
