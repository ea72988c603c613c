create function public.trash_items(list_id uuid, item_ids jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id uuid := private.list_workspace(list_id, 'items.write');
  v_count integer;
begin
  perform private.lock_items(v_workspace_id, list_id, item_ids);
  update public.items as i set deleted_at = now()
  where i.id = any (array(select e.id::uuid from jsonb_array_elements_text(trash_items.item_ids) as e (id)))
    and i.workspace_id = v_workspace_id and i.deleted_at is null;
  get diagnostics v_count = row_count;
  return json_build_object('trashed', v_count);
end
$$;
comment on function public.trash_items(uuid, jsonb) is 'Puts 1 to 1,000 items into the trash.';
revoke execute on function public.trash_items(uuid, jsonb) from public;
grant execute on function public.trash_items(uuid, jsonb) to authenticated, service_role;
