create function public.update_item(item_id uuid, "values" jsonb, version bigint default null)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_item public.items := private.lock_item(item_id);
begin
  perform private.check_version(update_item.version, v_item.version);
  update public.items as i set values = i.values || update_item.values
  where i.id = v_item.id and i.workspace_id = v_item.workspace_id
  returning i.* into v_item;
  return private.shown_item(v_item);
end
$$;
comment on function public.update_item(uuid, jsonb, bigint) is 'Changes the named cells of an item; null empties a cell.';
revoke execute on function public.update_item(uuid, jsonb, bigint) from public;
grant execute on function public.update_item(uuid, jsonb, bigint) to authenticated, service_role;
