create function private.tg_list_columns__slots()
  returns trigger
  language plpgsql
  security definer  -- list_slots is nobody's to write
  set search_path = ''
as $$
declare
  v_list_id uuid;
begin
  for v_list_id in
    select distinct s.list_id
    from new_rows as n
    join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
    join private.list_slots as s on s.column_id = n.id and s.workspace_id = n.workspace_id
    where s.state in ('wanted', 'filling', 'ready') and (n.type <> o.type or n.deleted_at is not null)
    order by 1
  loop
    delete from private.list_slots as s using new_rows as n
    where s.column_id = n.id and s.list_id = v_list_id and s.state = 'wanted';
    update private.list_slots as s set state = 'clearing', token = private.uuid_v7()
    from new_rows as n join old_rows as o on o.id = n.id
    where s.column_id = n.id and s.list_id = v_list_id and (n.type <> o.type or n.deleted_at is not null);
    perform private.compile_slots(v_list_id);
    perform private.defer_slots(v_list_id);
  end loop;
  return null;
end
$$;
comment on function private.tg_list_columns__slots() is
  'Takes the slot of a column that goes to the trash or becomes another type; a query that misses it asks again.';
revoke execute on function private.tg_list_columns__slots() from public;
