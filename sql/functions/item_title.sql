create function private.item_title(list_id uuid, item_id uuid)
  returns text
  language plpgsql
  stable
  security definer  -- for those who are told of the item, whom the caller of a trigger is not
  set search_path = ''
as $$
declare
  v_title text;
begin
  execute format('select left(%s, 200) from public.items as i where i.id = $1 and i.list_id = $2', private.label_sql(private.title_column(list_id)))
    into v_title using item_id, list_id;
  return v_title;
end
$$;
comment on function private.item_title(uuid, uuid) is 'What an item is called, at most 200 characters of it; null where it has no such cell.';
revoke execute on function private.item_title(uuid, uuid) from public;
