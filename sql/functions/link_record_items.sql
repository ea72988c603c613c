create function private.link_record_items(kind text, record_id uuid, item_ids jsonb, are_linked boolean)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.record_workspace(kind, record_id);
  v_ids uuid[];
  v_count integer;
begin
  perform private.check_capability(v_workspace_id, 'crm.write');
  perform private.check_batch(item_ids);
  v_ids := array(select distinct e.id::uuid from jsonb_array_elements_text(item_ids) as e (id));
  perform private.lock_records(kind, v_workspace_id, jsonb_build_array(jsonb_build_object('id', record_id)));
  if are_linked and (
    select count(*) from public.items as i where i.id = any (v_ids) and i.workspace_id = v_workspace_id and i.deleted_at is null
  ) < cardinality(v_ids) then
    perform private.refuse_item();
  end if;
  if are_linked then
    execute format('insert into public.%1$I (workspace_id, %2$I, item_id) select $1, $2, i.id from unnest($3) as i (id) on conflict do nothing',
      kind || '_items', kind || '_id') using v_workspace_id, record_id, v_ids;
  else
    execute format('delete from public.%1$I as l where l.%2$I = $2 and l.workspace_id = $1 and l.item_id = any ($3)',
      kind || '_items', kind || '_id') using v_workspace_id, record_id, v_ids;
  end if;
  get diagnostics v_count = row_count;
  return jsonb_build_object(case when are_linked then 'linked' else 'unlinked' end, v_count);
end
$$;
comment on function private.link_record_items(text, uuid, jsonb, boolean) is
  'Links a contact or deal with 1 to 1,000 items, or takes the links away; how many are new or gone.';
revoke execute on function private.link_record_items(text, uuid, jsonb, boolean) from public;
grant execute on function private.link_record_items(text, uuid, jsonb, boolean) to authenticated, service_role;
