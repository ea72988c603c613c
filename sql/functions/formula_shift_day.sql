create function private.formula_shift_day(day date, days numeric)
  returns date
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
begin
  return case when (day - date '0001-01-01') + trunc(days) between 0 and 3652058 then day + trunc(days)::integer end;
end
$$;
comment on function private.formula_shift_day(date, numeric) is
  'A day so many whole days later; null outside the years 1 to 9999.';
revoke execute on function private.formula_shift_day(date, numeric) from public;
grant execute on function private.formula_shift_day(date, numeric) to authenticated, service_role;
