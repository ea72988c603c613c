create function public.delete_items_forever(list_id uuid, item_ids jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id uuid := private.list_workspace(list_id, 'trash.empty');
  v_count integer;
begin
  perform private.lock_items(v_workspace_id, list_id, item_ids);
  delete from public.items as i
  where i.id = any (array(select e.id::uuid from jsonb_array_elements_text(delete_items_forever.item_ids) as e (id)))
    and i.workspace_id = v_workspace_id and i.deleted_at is not null;
  get diagnostics v_count = row_count;
  return json_build_object('deleted', v_count);
end
$$;
comment on function public.delete_items_forever(uuid, jsonb) is 'Deletes items of the trash for good; those not in the trash stay.';
revoke execute on function public.delete_items_forever(uuid, jsonb) from public;
grant execute on function public.delete_items_forever(uuid, jsonb) to authenticated, service_role;
