create function private.aggregate_sql(queried private.query_column, function text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_x constant text := format('(%s)%s', queried.cell,
    case queried.family when 'number' then '::numeric' when 'date' then '::date' when 'datetime' then '::timestamptz' else '' end);
  v_filled constant text := format('count(%s)', queried.cell);
  v_unique constant text := format('count(distinct %s)',
    case when queried.family in ('number', 'datetime') then v_x else private.value_sql(queried) end);
  v_extreme text := format('%s(%s)', function, v_x);
  v_percent constant text := 'round(100.0 * %s / nullif(count(*), 0), 2)';
begin
  if queried.family = 'datetime' then
    v_extreme := format('replace(to_char(%s at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"''), ''.000000Z'', ''Z'')', v_extreme);
  end if;
  return case function
    when 'count' then 'count(*)'
    when 'filled' then v_filled
    when 'empty' then format('count(*) - %s', v_filled)
    when 'unique' then v_unique
    when 'percent_filled' then format(v_percent, v_filled)
    when 'percent_empty' then format(v_percent, format('(count(*) - %s)', v_filled))
    when 'percent_unique' then format(v_percent, v_unique)
    when 'checked' then format('count(*) filter (where %s = ''true'')', queried.cell)
    when 'percent_checked' then format(v_percent, format('count(*) filter (where %s = ''true'')', queried.cell))
    when 'median' then format('(percentile_disc(0.5) within group (order by %s) + percentile_disc(0.5) within group (order by %1$s desc)) / 2', v_x)
    when 'sum' then format('sum(%s)', v_x)
    when 'avg' then format('avg(%s)', v_x)
    when 'min' then v_extreme
    when 'max' then v_extreme
  end;
end
$$;
comment on function private.aggregate_sql(private.query_column, text) is
  'SQL over many items i of what a footer says; numbers are exact, the median included.';
revoke execute on function private.aggregate_sql(private.query_column, text) from public;
grant execute on function private.aggregate_sql(private.query_column, text) to authenticated, service_role;
