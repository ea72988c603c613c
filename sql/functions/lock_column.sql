create function private.lock_column(list_id uuid, column_id uuid)
  returns public.list_columns
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns;
begin
  perform private.list_workspace(list_id, 'lists.write');
  select c.* into v_column from public.list_columns as c
  where c.id = lock_column.column_id and c.list_id = lock_column.list_id for update;
  if v_column.id is null then
    raise exception 'There is no such column' using errcode = 'no_data_found', constraint = 'column_not_found';
  end if;
  return v_column;
end
$$;
comment on function private.lock_column(uuid, uuid) is 'A column that the caller may change, locked; or column_not_found.';
revoke execute on function private.lock_column(uuid, uuid) from public;
grant execute on function private.lock_column(uuid, uuid) to authenticated, service_role;
