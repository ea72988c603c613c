create function private.tg_links__prepare()
  returns trigger
  language plpgsql
  security definer  -- a column that the caller may not see fills in a workspace that the policy refuses
  set search_path = ''
as $$
begin
  if new.list_id is null then
    select c.workspace_id, c.list_id, c.target_list_id, c.cardinality
    into new.workspace_id, new.list_id, new.target_list_id, new.cardinality
    from public.list_columns as c
    where c.id = new.column_id and (new.workspace_id is null or c.workspace_id = new.workspace_id);
    perform private.drop_hidden_links(new.column_id, new.cardinality, array[new.item_id], array[new.target_item_id])
    from (select private.workspace_ids('links.write')) as w (ids)
    where new.cardinality <> 'many_to_many' and (private.is_trusted() or new.workspace_id = any (w.ids));
  end if;
  if new.position = 0 then
    new.position := 1 + coalesce((select max(k.position) from public.links as k where k.column_id = new.column_id and k.item_id = new.item_id), 0);
  end if;
  if new.target_position = 0 then
    new.target_position := 1 + coalesce(
      (select max(k.target_position) from public.links as k where k.column_id = new.column_id and k.target_item_id = new.target_item_id), 0);
  end if;
  return new;
end
$$;
comment on function private.tg_links__prepare() is
  'Fills in what follows from the column, and puts a link behind the others.';
revoke execute on function private.tg_links__prepare() from public;
