create function private.json_cell_sql(type text, cell_json text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when type = 'address' then format(
      'nullif(concat_ws(E''\n'', %1$s ->> ''street'', %1$s ->> ''unit'', %1$s ->> ''postal_code'', %1$s ->> ''city'', %1$s ->> ''region'', %1$s ->> ''country''), '''')', cell_json)
    else format('(%s #>> ''{}'')', cell_json)
  end
$$;
comment on function private.json_cell_sql(text, text) is
  'SQL of a cell as text, null when it is empty. cell_json is SQL of it as JSON.';
revoke execute on function private.json_cell_sql(text, text) from public;
grant execute on function private.json_cell_sql(text, text) to authenticated, service_role;
