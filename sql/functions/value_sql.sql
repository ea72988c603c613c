create function private.value_sql(queried private.query_column)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    -- The slot of a choice is the whole of it, and nearer than the values.
    when queried.family = 'choice' and queried.slot is not null then format('to_jsonb(nullif(%s, ''''))', queried.slot)
    else queried.cell_json
  end
$$;
comment on function private.value_sql(private.query_column) is
  'SQL of a cell as JSON over the item i, null when it is empty.';
revoke execute on function private.value_sql(private.query_column) from public;
grant execute on function private.value_sql(private.query_column) to authenticated, service_role;
