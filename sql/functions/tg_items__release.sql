create function private.tg_items__release()
  returns trigger
  language plpgsql
  security definer  -- unique_values is nobody's to write
  set search_path = ''
as $$
declare
  v_list_id uuid;
  v_cells text;
begin
  for v_list_id, v_cells in
    select k.list_id, k.unique_cells from private.list_checks as k
    where k.unique_cells is not null and k.list_id in (select o.list_id from old_rows as o)
  loop
    execute private.release_values_sql(tg_op, v_cells) using v_list_id;
  end loop;
  return null;
end
$$;
comment on function private.tg_items__release() is 'An item that is deleted for good gives up the values of unique columns; one from the trash has none.';
revoke execute on function private.tg_items__release() from public;
