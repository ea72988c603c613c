create function private.change_item_batch(change jsonb, batch integer default 1000)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_change constant public.bulk_changes := jsonb_populate_record(null::public.bulk_changes, change);
  v_ids uuid[];
  v_refused jsonb;
begin
  perform private.check_capability(v_change.workspace_id, case v_change.action when 'delete' then 'trash.empty' else 'items.write' end);
  perform private.list_workspace(v_change.list_id, 'items.read');
  -- Those that are there since it was asked for; locked in the order of their ids, as every batch of writers does.
  execute 'select array(select i.id from public.items as i where i.id > $1 and i.created_at <= $2 and '
    || private.bulk_condition(v_change.list_id, v_change.filter, v_change.action, v_change.time_zone) || ' order by i.id limit $3 for update)'
    into v_ids using v_change.after_id, v_change.created_at, batch;
  if v_change.items_total > 1000 or v_change.items_done + cardinality(v_ids) > 1000 then
    perform private.check_capability(v_change.workspace_id, 'bulk.write');
  end if;
  v_refused := private.change_or_refuse(v_change, v_ids);
  return jsonb_build_object('last', v_ids[cardinality(v_ids)], 'items', cardinality(v_ids), 'refused', v_refused);
end
$$;
comment on function private.change_item_batch(jsonb, integer) is
  'Run as the person who asked, under row-level security: the next items of a bulk change. {last, items, refused: [{item_id, code, reason}]}; last is null at the end.';
revoke execute on function private.change_item_batch(jsonb, integer) from public;
grant execute on function private.change_item_batch(jsonb, integer) to authenticated;
