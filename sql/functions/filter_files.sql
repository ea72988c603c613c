create function private.filter_files(queried private.query_column, operator text, operands text[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case operator
    when 'contains' then private.filter_text(queried, 'contains', operands)
    when 'is_empty' then format('%s is null', queried.cell_json)
    else format('coalesce(jsonb_array_length(%s), 0) %s %L::numeric', queried.cell_json,
      case operator when 'count_equals' then '=' when 'count_gte' then '>=' when 'count_lte' then '<=' end, operands[1]) end
$$;
comment on function private.filter_files(private.query_column, text, text[]) is
  'SQL of a condition on files, true or false and never null: their names, or how many there are.';
revoke execute on function private.filter_files(private.query_column, text, text[]) from public;
grant execute on function private.filter_files(private.query_column, text, text[]) to authenticated, service_role;
