create function public.start_bulk_change(
  list_id uuid, filter jsonb, action text, "values" jsonb default null, expected_count bigint default null, time_zone text default null
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_zone constant text := private.query_time_zone(jsonb_strip_nulls(jsonb_build_object('time_zone', time_zone)));
  v_count bigint;
begin
  perform private.require_user();
  perform private.check_bulk_action(action, "values");
  perform private.list_workspace(list_id, case action when 'delete' then 'trash.empty' else 'items.write' end);
  execute 'select count(*) from public.items as i where ' || private.bulk_condition(list_id, filter, action, v_zone) into v_count;
  if v_count <> expected_count then
    raise exception 'The filter finds % items, not %', v_count, expected_count
      using errcode = 'object_not_in_prerequisite_state', constraint = 'bulk_count_changed', hint = 'Preview it again.';
  end if;
  return private.queue_bulk_change(list_id, filter, action, "values", v_zone, v_count);
end
$$;
comment on function public.start_bulk_change(uuid, jsonb, text, jsonb, bigint, text) is
  'Changes all items that a filter finds: set values, trash, restore, or delete for good. A job does it as the caller, in batches; over 1,000 items needs bulk.write. expected_count is the preview''s: another number now refuses.';
revoke execute on function public.start_bulk_change(uuid, jsonb, text, jsonb, bigint, text) from public;
grant execute on function public.start_bulk_change(uuid, jsonb, text, jsonb, bigint, text) to authenticated;
