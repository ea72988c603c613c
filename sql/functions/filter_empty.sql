create function private.filter_empty(queried private.query_column)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when queried.slot like 'i.n%' then format('%s = ''NaN''::float8', queried.slot)
    when queried.slot is not null then format('%s = ''''', queried.slot)
    else format('%s is null', queried.cell_json)
  end
$$;
comment on function private.filter_empty(private.query_column) is
  'SQL that is true for an empty cell.';
revoke execute on function private.filter_empty(private.query_column) from public;
grant execute on function private.filter_empty(private.query_column) to authenticated, service_role;
