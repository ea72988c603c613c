create function public.update_items(list_id uuid, items jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id uuid := private.list_workspace(list_id, 'items.write');
  v_stale jsonb;
  v_items public.items[];
begin
  perform private.check_batch(items);
  perform private.lock_items(v_workspace_id, list_id, jsonb_path_query_array(items, '$[*].id'));
  select jsonb_agg(jsonb_build_object('item_id', i.id, 'code', 'version_conflict',
      'message', format('you saw version %s, it is %s now', e.item ->> 'version', i.version)) order by i.id)
    into v_stale
  from jsonb_array_elements(items) as e (item)
  join public.items as i on i.id = (e.item ->> 'id')::uuid and i.workspace_id = v_workspace_id
  where (e.item ->> 'version')::bigint <> i.version;
  if v_stale is not null then
    raise exception 'Someone was faster with % of these items', jsonb_array_length(v_stale)
      using errcode = 'object_not_in_prerequisite_state', constraint = 'version_conflict', detail = v_stale::text,
        hint = 'Nothing was saved. Read these again, apply your changes to the new state, and send the new versions.';
  end if;
  with updated as (
    update public.items as i set values = i.values || coalesce(e.item -> 'values', '{}')
    from jsonb_array_elements(update_items.items) as e (item)
    where i.id = (e.item ->> 'id')::uuid and i.workspace_id = v_workspace_id
    returning i.*
  )
  select array_agg(u order by u.id) into v_items from updated as u;
  return json_build_object('items', private.items_json(list_id, v_items));
end
$$;
comment on function public.update_items(uuid, jsonb) is 'Changes 1 to 1,000 items from an array of {id, values, version}, all or none.';
revoke execute on function public.update_items(uuid, jsonb) from public;
grant execute on function public.update_items(uuid, jsonb) to authenticated, service_role;
