create function private.find_relation(item_id uuid, "column" text, capability text)
  returns private.relation
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_item public.items;
begin
  -- As in get_item.
  select i.* into v_item from public.items as i
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
  where i.id = find_relation.item_id order by i.created_at, i.workspace_id limit 1;
  if v_item.id is null then
    perform private.refuse_item();
  end if;
  perform private.check_capability(v_item.workspace_id, capability);
  return private.list_relation(v_item.list_id, "column", v_item.id);
end
$$;
comment on function private.find_relation(uuid, text, text) is
  'A relation, by key or id, as seen from an item; item_not_found, column_not_found or capability_required.';
revoke execute on function private.find_relation(uuid, text, text) from public;
grant execute on function private.find_relation(uuid, text, text) to authenticated, service_role;
