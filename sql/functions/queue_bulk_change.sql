create function private.queue_bulk_change(list_id uuid, filter jsonb, action text, "values" jsonb, time_zone text, items_total bigint)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- bulk changes have no direct grants
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.list_workspace(list_id, case action when 'delete' then 'trash.empty' else 'items.write' end);
  v_change public.bulk_changes;
begin
  if items_total > 1000 then
    perform private.check_capability(v_workspace_id, 'bulk.write');
  end if;
  insert into public.bulk_changes as b (workspace_id, list_id, filter, action, "values", time_zone, items_total, created_by, request_id)
  values (v_workspace_id, queue_bulk_change.list_id, queue_bulk_change.filter, queue_bulk_change.action, queue_bulk_change."values",
    queue_bulk_change.time_zone, queue_bulk_change.items_total, private.require_user(), private.request_id())
  returning b.* into v_change;
  perform private.defer_job('change_items', jsonb_build_object('bulk_change_id', v_change.id), 'bulk', 'change_items ' || v_change.id);
  return private.bulk_change_json(v_change);
end
$$;
comment on function private.queue_bulk_change(uuid, jsonb, text, jsonb, text, bigint) is
  'Writes a bulk change down and queues its job. How many it is about is checked again where it runs.';
revoke execute on function private.queue_bulk_change(uuid, jsonb, text, jsonb, text, bigint) from public;
grant execute on function private.queue_bulk_change(uuid, jsonb, text, jsonb, text, bigint) to authenticated;
