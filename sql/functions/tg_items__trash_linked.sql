create function private.tg_items__trash_linked()
  returns trigger
  language plpgsql
  security definer  -- who may trash an item takes along what is linked to it
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_count bigint[];
begin
  -- Most lists are not linked to in this way: of them nothing else is looked at.
  for v_column in
    select c.* from (select distinct n.list_id, n.workspace_id from new_rows as n) as n
    join public.list_columns as c on c.target_list_id = n.list_id and c.workspace_id = n.workspace_id
    where c.deleted_at is null and c.config ->> 'on_delete' <> 'unlink'
    order by c.config ->> 'on_delete', c.id  -- cascades first: they leave less to refuse
  loop
    continue when not exists (
      select from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
      where n.list_id = v_column.target_list_id and o.deleted_at is distinct from n.deleted_at
    );
    if pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'Linked items go to the trash at the isolation level read committed only'
        using errcode = 'feature_not_supported', constraint = 'trash_needs_read_committed';
    end if;
    if v_column.config ->> 'on_delete' = 'cascade' then
      update public.items as i set deleted_at = n.deleted_at
      from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
      join public.links as k on k.column_id = v_column.id and k.target_item_id = n.id and k.workspace_id = n.workspace_id
      where i.id = k.item_id and i.workspace_id = k.workspace_id
        and (o.deleted_at is null) <> (n.deleted_at is null) and i.deleted_at is not distinct from o.deleted_at;
      continue;
    end if;
    select array[count(distinct k.target_item_id), count(distinct i.id)] into v_count
    from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
    join public.links as k on k.column_id = v_column.id and k.target_item_id = n.id and k.workspace_id = n.workspace_id
    join public.items as i on i.id = k.item_id and i.workspace_id = k.workspace_id and i.deleted_at is null
    where o.deleted_at is null and n.deleted_at is not null;
    perform private.refuse_linked_items(v_column, v_count[1], v_count[2]);
  end loop;
  return null;
end
$$;
comment on function private.tg_items__trash_linked() is
  'What happens to the items that are linked to others which go to the trash or come back: cascade takes them along, at the same moment, and brings these back; restrict refuses.';
revoke execute on function private.tg_items__trash_linked() from public;
