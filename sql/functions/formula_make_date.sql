create function private.formula_make_date(year numeric, month numeric, day numeric)
  returns date
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
begin
  if abs(year) > 20000 or abs(month) > 200000 or abs(day) > 4000000 then
    return null;
  end if;
  return private.formula_shift_day(
    private.formula_shift_month(date '0001-01-01', (trunc(year) - 1) * 12 + trunc(month) - 1), trunc(day) - 1);
end
$$;
comment on function private.formula_make_date(numeric, numeric, numeric) is
  'A day of the calendar; months and days beyond the end go on into the next. Null outside the years 1 to 9999.';
revoke execute on function private.formula_make_date(numeric, numeric, numeric) from public;
grant execute on function private.formula_make_date(numeric, numeric, numeric) to authenticated, service_role;
