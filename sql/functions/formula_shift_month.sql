create function private.formula_shift_month(day date, months numeric)
  returns date
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_month constant numeric := extract(year from day) * 12 + extract(month from day) - 1 + trunc(months);
  v_first date;
begin
  if v_month not between 12 and 119999 then
    return null;
  end if;
  v_first := make_date((div(v_month, 12))::integer, (mod(v_month, 12) + 1)::integer, 1);
  return least(v_first + (extract(day from day)::integer - 1), (v_first + interval '1 month')::date - 1);
end
$$;
comment on function private.formula_shift_month(date, numeric) is
  'The same day so many months later, or the last of that month; null outside the years 1 to 9999.';
revoke execute on function private.formula_shift_month(date, numeric) from public;
grant execute on function private.formula_shift_month(date, numeric) to authenticated, service_role;
