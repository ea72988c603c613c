create function private.tg_items__notify()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_list record;
  v_told record;
begin
  -- Most lists have no column of people: of them nothing else is looked at.
  for v_list in
    select l.id, l.workspace_id, l.name, array_agg(c.key) as keys, jsonb_object_agg(c.key, c.name) as names
    from (select distinct n.list_id from new_rows as n) as n
    join public.list_columns as c on c.list_id = n.list_id and c.type = 'user' and c.deleted_at is null and not c.is_pending
    join public.lists as l on l.id = c.list_id and l.workspace_id = c.workspace_id
    group by l.id, l.workspace_id, l.name order by l.id
  loop
    for v_told in
      execute private.assigned_sql(tg_op) using v_list.id, v_list.keys, auth.uid()
    loop
      perform private.notify(
        v_list.workspace_id, array[v_told.user_id], 'assignment',
        jsonb_build_object('list_id', v_list.id, 'list_name', v_list.name, 'column', v_told.key, 'column_name', v_list.names ->> v_told.key,
          'item_id', v_told.item_id, 'title', private.item_title(v_list.id, v_told.item_id), 'count', v_told.count),
        -- One for each change and list, whatever number of statements and batches it is made of.
        auth.uid(), private.change_id() || ' ' || v_list.id
      );
    end loop;
  end loop;
  return null;
end
$$;
comment on function private.tg_items__notify() is
  'Tells people whom somebody else has put into a column of people: once for each person and change, with the number of items.';
revoke execute on function private.tg_items__notify() from public;
