create function private.check_exported_items(list_id uuid, item_ids uuid[])
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if cardinality(item_ids) <> (
    select count(*) from public.items as i
    where i.list_id = check_exported_items.list_id and i.id = any (item_ids) and i.deleted_at is null
  ) then
    raise exception 'There is no such item' using errcode = 'no_data_found', constraint = 'item_not_found',
      hint = 'Each of item_ids must be an item of the list, and not in the trash.';
  end if;
end
$$;
comment on function private.check_exported_items(uuid, uuid[]) is 'item_not_found unless the caller sees each of these items in the list.';
revoke execute on function private.check_exported_items(uuid, uuid[]) from public;
grant execute on function private.check_exported_items(uuid, uuid[]) to authenticated, service_role;
