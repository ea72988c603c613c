create function private.value_sql(queried private.query_column)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when queried.type = 'auto_number' then 'to_jsonb(i.number)'
    when queried.type in ('created_at', 'updated_at') then
      format('to_jsonb(replace(to_char(i.%I at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"''), ''.000000Z'', ''Z''))', queried.type)
    when queried.type in ('created_by', 'updated_by') then format('to_jsonb(i.%I)', queried.type)
    -- The slot of a choice is the whole of it, and nearer than the values.
    when queried.family = 'choice' and queried.slot is not null then format('to_jsonb(nullif(%s, ''''))', queried.slot)
    else format('(i.values -> %L)', queried.key)
  end
$$;
comment on function private.value_sql(private.query_column) is
  'SQL of a cell as JSON over the item i, null when it is empty.';
revoke execute on function private.value_sql(private.query_column) from public;
grant execute on function private.value_sql(private.query_column) to authenticated, service_role;
