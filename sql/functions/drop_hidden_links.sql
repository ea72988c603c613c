create function private.drop_hidden_links(column_id uuid, cardinality text, item_ids uuid[], target_item_ids uuid[])
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  -- Who sees an empty cell may fill it; what comes back from the trash later has lost its place.
  delete from public.links as k using public.items as i
  where k.column_id = drop_hidden_links.column_id and i.workspace_id = k.workspace_id and i.deleted_at is not null
    and (
      drop_hidden_links.cardinality in ('many_to_one', 'one_to_one') and k.item_id = any (item_ids) and i.id = k.target_item_id
      or drop_hidden_links.cardinality in ('one_to_many', 'one_to_one') and k.target_item_id = any (target_item_ids) and i.id = k.item_id
    )
$$;
comment on function private.drop_hidden_links(uuid, text, uuid[], uuid[]) is
  'Takes away links to or from items in the trash where a side may have one link only and is going to get another.';
revoke execute on function private.drop_hidden_links(uuid, text, uuid[], uuid[]) from public;
grant execute on function private.drop_hidden_links(uuid, text, uuid[], uuid[]) to authenticated, service_role;
