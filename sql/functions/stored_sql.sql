create function private.stored_sql(type text, key text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when type = 'auto_number' then 'to_jsonb(i.number)'
    when type in ('created_at', 'updated_at') then private.moment_sql(format('i.%I', type))
    when type in ('created_by', 'updated_by') then format('to_jsonb(i.%I)', type)
    else format('(i.values -> %L)', key)
  end
$$;
comment on function private.stored_sql(text, text) is
  'SQL of a cell as JSON over the item i, null when it is empty; of a column that is not computed.';
revoke execute on function private.stored_sql(text, text) from public;
grant execute on function private.stored_sql(text, text) to authenticated, service_role;
