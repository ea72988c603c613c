create function private.formula_moment(day date, hours numeric, minutes numeric, seconds numeric, zone text)
  returns timestamptz
  language plpgsql
  stable
  strict
  set search_path = ''
as $$
begin
  return private.formula_bounded_moment(
    (private.formula_shift_moment(day::timestamp at time zone 'UTC', (hours * 3600 + minutes * 60 + seconds) / 86400) at time zone 'UTC') at time zone zone);
end
$$;
comment on function private.formula_moment(date, numeric, numeric, numeric, text) is
  'The moment at which a clock in the zone shows this day and time.';
revoke execute on function private.formula_moment(date, numeric, numeric, numeric, text) from public;
grant execute on function private.formula_moment(date, numeric, numeric, numeric, text) to authenticated, service_role;
