create function private.lock_items(workspace_id uuid, list_id uuid, item_ids jsonb)
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_ids uuid[];
  v_found integer;
begin
  perform private.check_batch(item_ids);
  v_ids := array(select distinct e.id::uuid from jsonb_array_elements_text(item_ids) as e (id) order by 1);
  -- In the order of their ids, so that two batches over the same items wait instead of deadlocking.
  v_found := (select count(*) from (
    select from public.items as i
    where i.id = any (v_ids) and i.workspace_id = lock_items.workspace_id and i.list_id = lock_items.list_id
    order by i.id for update
  ) as f);
  if cardinality(v_ids) < jsonb_array_length(item_ids) then
    raise exception 'An item is named twice in this batch'
      using errcode = 'check_violation', constraint = 'batch_out_of_range', hint = 'Name each item once.';
  elsif v_found < cardinality(v_ids) then
    perform private.refuse_item();
  end if;
  return v_found;
end
$$;
comment on function private.lock_items(uuid, uuid, jsonb) is 'Locks a batch of one list''s items; item_not_found unless each is there, and named once.';
revoke execute on function private.lock_items(uuid, uuid, jsonb) from public;
grant execute on function private.lock_items(uuid, uuid, jsonb) to authenticated, service_role;
