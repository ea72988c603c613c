create function private.lock_item(item_id uuid)
  returns public.items
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_item public.items;
begin
  -- As in get_item.
  select i.* into v_item from public.items as i
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
  where i.id = lock_item.item_id order by i.created_at, i.workspace_id limit 1;
  if v_item.id is null then
    perform private.refuse_item();
  end if;
  perform private.check_capability(v_item.workspace_id, 'items.write');
  select i.* into v_item from public.items as i where i.id = v_item.id and i.workspace_id = v_item.workspace_id for update;
  if v_item.id is null then
    perform private.refuse_item();
  end if;
  return v_item;
end
$$;
comment on function private.lock_item(uuid) is 'An item that the caller may change, locked; or item_not_found.';
revoke execute on function private.lock_item(uuid) from public;
grant execute on function private.lock_item(uuid) to authenticated, service_role;
