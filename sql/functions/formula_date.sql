create function private.formula_date(name text, types text[], codes text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_zone constant text := '(select private.formula_zone())';
  v_x constant text := codes[1];
  v_is_day constant boolean := coalesce(types[1] = 'date', false);
  v_unit constant text := lower(rtrim(substring(codes[3] from '^''([A-Za-z]+)''::text$'), 'sS'));
begin
  return case
    when name = 'today' then format('(now() at time zone %s)::date', v_zone)
    when name = 'now' then 'now()'
    when name = 'date' and types[1] = 'number' then format('private.formula_make_date(%s, %s, %s)', v_x, codes[2], codes[3])
    when name = 'date' and types[1] = 'text' then format('private.formula_parse_date(%s)', v_x)
    when name = 'date' then private.formula_local('datetime', v_x) || '::date'
    when name = 'datetime' and types[1] = 'text' then format('private.formula_parse_moment(%s)', v_x)
    when name = 'datetime' then format('private.formula_moment(%s, %s, %s, %s, %s)', v_x, coalesce(codes[2], '0'), coalesce(codes[3], '0'), coalesce(codes[4], '0'), v_zone)
    when name = 'date_add' and v_is_day and v_unit in ('day', 'week') then private.formula_day(v_x, format('trunc(%s) * %s', codes[2], case v_unit when 'day' then 1 else 7 end))
    when name = 'date_add' and v_is_day and v_unit in ('month', 'quarter', 'year') then
      format('private.formula_shift_month(%s, trunc(%s) * %s)', v_x, codes[2], case v_unit when 'month' then 1 when 'quarter' then 3 else 12 end)
    when name = 'date_add' then case when v_is_day then format('(private.formula_add((%s)::timestamp at time zone ''UTC'', %s, %s, ''UTC'') at time zone ''UTC'')::date', v_x, codes[2], codes[3])
      else format('private.formula_add(%s, %s, %s, %s)', v_x, codes[2], codes[3], v_zone) end
    when name = 'date_diff' then case
      when v_is_day then format('private.formula_diff((%s)::timestamp at time zone ''UTC'', (%s)::timestamp at time zone ''UTC'', %s, ''UTC'')', v_x, codes[2], codes[3])
      else format('private.formula_diff(%s, %s, %s, %s)', v_x, codes[2], codes[3], v_zone) end
    when name = 'eomonth' then format('private.formula_eomonth(%s, %s)', v_x, coalesce(codes[2], '0'))
    when name = 'workday' then format('private.formula_workday(%s, %s)', v_x, codes[2])
    else format('trunc(extract(%s from %s))', case name when 'weekday' then 'isodow' when 'week_number' then 'week' else name end, private.formula_local(types[1], v_x))
  end;
end
$$;
comment on function private.formula_date(text, text[], text[]) is
  'SQL of a function of days and moments.';
revoke execute on function private.formula_date(text, text[], text[]) from public;
grant execute on function private.formula_date(text, text[], text[]) to authenticated, service_role;
