create function private.drop_hidden_links(column_id uuid, cardinality text, item_ids uuid[], target_item_ids uuid[])
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_hidden uuid[] := '{}';
begin
  -- Who sees an empty cell may fill it; what comes back from the trash later has lost its place.
  if cardinality in ('many_to_one', 'one_to_one') then
    v_hidden := array(
      select k.id from public.links as k join public.items as i on i.id = k.target_item_id and i.workspace_id = k.workspace_id
      where k.item_id = any (item_ids) and k.column_id = drop_hidden_links.column_id and i.deleted_at is not null);
  end if;
  if cardinality in ('one_to_many', 'one_to_one') then
    v_hidden := v_hidden || array(
      select k.id from public.links as k join public.items as i on i.id = k.item_id and i.workspace_id = k.workspace_id
      where k.target_item_id = any (target_item_ids) and k.column_id = drop_hidden_links.column_id and i.deleted_at is not null);
  end if;
  -- A delete of nothing would run the triggers of a delete, for each link that a client inserts.
  if v_hidden <> '{}' then
    delete from public.links as k where k.id = any (v_hidden) and k.column_id = drop_hidden_links.column_id;
  end if;
end
$$;
comment on function private.drop_hidden_links(uuid, text, uuid[], uuid[]) is
  'Takes away links to or from items in the trash where a side may have one link only and is going to get another.';
revoke execute on function private.drop_hidden_links(uuid, text, uuid[], uuid[]) from public;
grant execute on function private.drop_hidden_links(uuid, text, uuid[], uuid[]) to authenticated, service_role;
