create function private.formula_add(moment timestamptz, amount numeric, unit text, zone text)
  returns timestamptz
  language plpgsql
  stable
  strict
  set search_path = ''
as $$
declare
  v_unit constant text := private.formula_unit(unit);
  v_amount constant numeric := trunc(amount) * case v_unit when 'week' then 7 when 'quarter' then 3 when 'year' then 12 else 1 end;
  v_local constant timestamp := moment at time zone zone;
  v_day date;
begin
  if abs(amount) > 1e12 then
    return null;
  elsif v_unit in ('second', 'minute', 'hour') then
    return private.formula_shift_moment(moment, v_amount * case v_unit when 'second' then 1 when 'minute' then 60 else 3600 end / 86400);
  end if;
  v_day := case when v_unit in ('day', 'week') then private.formula_shift_day(v_local::date, v_amount)
    when v_unit in ('month', 'quarter', 'year') then private.formula_shift_month(v_local::date, v_amount) end;
  return private.formula_bounded_moment((v_day + v_local::time) at time zone zone);
end
$$;
comment on function private.formula_add(timestamptz, numeric, text, text) is
  'A moment so many whole units later; from days on the clock of the zone keeps its time. Null for an unknown unit or outside the years 1 to 9999.';
revoke execute on function private.formula_add(timestamptz, numeric, text, text) from public;
grant execute on function private.formula_add(timestamptz, numeric, text, text) to authenticated, service_role;
