create function private.tg_list_columns__release()
  returns trigger
  language plpgsql
  security definer  -- unique_values is nobody's to write
  set search_path = ''
as $$
begin
  delete from private.unique_values as u using old_rows as o
  where o.is_unique and u.workspace_id = o.workspace_id and u.column_id = o.id;
  return null;
end
$$;
comment on function private.tg_list_columns__release() is 'A column that is gone, as with its list, leaves no values behind.';
revoke execute on function private.tg_list_columns__release() from public;
