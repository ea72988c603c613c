create function private.match_number_sql(searched private.query_column)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(searched.slot, format('private.number_key(%L, %s)', searched.family, searched.cell))
$$;
comment on function private.match_number_sql(private.query_column) is
  'SQL over the item i: its number, from the slot if there is one; NaN of an empty cell.';
revoke execute on function private.match_number_sql(private.query_column) from public;
grant execute on function private.match_number_sql(private.query_column) to authenticated, service_role;
