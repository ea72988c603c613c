create function private.cell_sql(type text, key text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when type in ('created_at', 'created_by', 'updated_at', 'updated_by') then format('(i.%I::text)', type)
    when type = 'auto_number' then '(i.number::text)'
    when type = 'address' then format(
      'nullif(concat_ws(E''\n'', i.values #>> %L, i.values #>> %L, i.values #>> %L, i.values #>> %L, i.values #>> %L, i.values #>> %L), '''')',
      array[key, 'street'], array[key, 'unit'], array[key, 'postal_code'], array[key, 'city'], array[key, 'region'], array[key, 'country'])
    else format('(i.values ->> %L)', key)
  end
$$;
comment on function private.cell_sql(text, text) is
  'SQL of a cell as text over the item i, null when it is empty.';
revoke execute on function private.cell_sql(text, text) from public;
grant execute on function private.cell_sql(text, text) to authenticated, service_role;
