create function private.formula_shift_moment(moment timestamptz, days numeric)
  returns timestamptz
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  -- Microseconds, counted: no interval of floating point, no zone of the session.
  v_micros constant numeric := extract(epoch from moment) * 1000000 + round(days * 86400000000);
begin
  if v_micros not between -62135596800000000 and 253402300799999999 then
    return null;
  end if;
  return timestamptz '1970-01-01 00:00:00Z' + make_interval(hours => div(v_micros, 3600000000)::integer)
    + make_interval(secs => (mod(v_micros, 3600000000) / 1000000)::double precision);
end
$$;
comment on function private.formula_shift_moment(timestamptz, numeric) is
  'A moment so many days of 24 hours later; null outside the years 1 to 9999.';
revoke execute on function private.formula_shift_moment(timestamptz, numeric) from public;
grant execute on function private.formula_shift_moment(timestamptz, numeric) to authenticated, service_role;
