create function private.element_column(queried private.query_column, cell_json text)
  returns private.query_column
  language sql
  immutable
  set search_path = ''
as $$
  select row(
    queried.id, queried.key, queried.type, queried.family, private.json_cell_sql(queried.type, cell_json), null, queried.options, cell_json, false
  )::private.query_column
$$;
comment on function private.element_column(private.query_column, text) is
  'One element of a column of arrays as if it were a column. cell_json is SQL of the element.';
revoke execute on function private.element_column(private.query_column, text) from public;
grant execute on function private.element_column(private.query_column, text) to authenticated, service_role;
