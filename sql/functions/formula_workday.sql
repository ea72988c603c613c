create function private.formula_workday(day date, days numeric)
  returns date
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_count constant numeric := trunc(days);
  v_forward constant boolean := v_count >= 0;
  v_start date := day;
  v_rest integer;
begin
  if abs(v_count) > 4000000 or v_count = 0 then
    return case when v_count = 0 then day end;
  end if;
  -- From a weekend it begins at its edge; a week has five; the rest is walked.
  v_start := day - case when v_forward then greatest(extract(isodow from day)::integer - 5, 0) else - greatest(8 - extract(isodow from day)::integer, 0) * (extract(isodow from day) > 5)::integer end;
  v_start := private.formula_shift_day(v_start, div(v_count, 5) * 7);
  v_rest := mod(v_count, 5)::integer;
  while v_rest <> 0 and v_start is not null loop
    v_start := private.formula_shift_day(v_start, sign(v_count));
    v_rest := case when extract(isodow from v_start) > 5 then v_rest else v_rest - sign(v_count)::integer end;
  end loop;
  return private.formula_shift_day(v_start, 0);
end
$$;
comment on function private.formula_workday(date, numeric) is
  'The day so many days from Monday to Friday later; null outside the years 1 to 9999.';
revoke execute on function private.formula_workday(date, numeric) from public;
grant execute on function private.formula_workday(date, numeric) to authenticated, service_role;
