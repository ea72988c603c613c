create function private.formula_eomonth(day date, months numeric)
  returns date
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
begin
  return (select (date_trunc('month', d::timestamp) + interval '1 month')::date - 1 from private.formula_shift_month(day, months) as d);
end
$$;
comment on function private.formula_eomonth(date, numeric) is
  'The last day of the month so many months later; null outside the years 1 to 9999.';
revoke execute on function private.formula_eomonth(date, numeric) from public;
grant execute on function private.formula_eomonth(date, numeric) to authenticated, service_role;
