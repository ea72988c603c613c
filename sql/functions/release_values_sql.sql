create function private.release_values_sql(operation text, unique_cells text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select 'delete from private.unique_values as u using (' || private.moved_values_sql(operation, unique_cells) || ') as m'
    ' where u.workspace_id = m.workspace_id and u.column_id = m.column_id and u.digest = m.old_digest and u.item_id = m.id'
$$;
comment on function private.release_values_sql(text, text) is 'SQL for triggers of items: gives up the values that the written items no longer have.';
revoke execute on function private.release_values_sql(text, text) from public;
