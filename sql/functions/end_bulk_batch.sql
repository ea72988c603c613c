create function private.end_bulk_batch(bulk_change_id uuid, batch jsonb)
  returns boolean
  language plpgsql
  volatile
  security definer  -- for the worker, which may not write bulk changes
  set search_path = ''
as $$
declare
  v_refused constant jsonb := batch -> 'refused';
  v_is_over constant boolean := batch ->> 'last' is null;
begin
  insert into public.bulk_change_errors (bulk_change_id, workspace_id, item_id, code, reason)
  select b.id, b.workspace_id, (r.refusal ->> 'item_id')::uuid, r.refusal ->> 'code', r.refusal ->> 'reason'
  from public.bulk_changes as b cross join jsonb_array_elements(v_refused) as r (refusal)
  where b.id = end_bulk_batch.bulk_change_id;
  update public.bulk_changes as b set
    after_id = coalesce((batch ->> 'last')::uuid, b.after_id), items_done = b.items_done + (batch ->> 'items')::bigint,
    items_refused = b.items_refused + jsonb_array_length(v_refused),
    items_changed = b.items_changed + (batch ->> 'items')::bigint - jsonb_array_length(v_refused),
    state = case when v_is_over then 'done' else b.state end, finished_at = case when v_is_over then clock_timestamp() end
  where b.id = end_bulk_batch.bulk_change_id;
  return not v_is_over;
end
$$;
comment on function private.end_bulk_batch(uuid, jsonb) is
  'For the worker: writes down what private.change_item_batch answered, in its transaction; false when that was the last.';
revoke execute on function private.end_bulk_batch(uuid, jsonb) from public;
grant execute on function private.end_bulk_batch(uuid, jsonb) to worker;
