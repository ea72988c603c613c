create function private.digest_moment(time_zone text, hour integer, at timestamptz default now())
  returns timestamptz
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_today timestamptz;
begin
  -- As late as that hour comes on a day: one that the clocks skip comes later, of one that comes twice it is the second.
  v_today := ((at at time zone time_zone)::date + make_time(hour, 0, 0)) at time zone time_zone;
  return case when v_today <= at then v_today else ((at at time zone time_zone)::date - 1 + make_time(hour, 0, 0)) at time zone time_zone end;
exception when invalid_parameter_value then
  -- A profile may name a zone that the server has never heard of.
  return case time_zone when 'UTC' then null else private.digest_moment('UTC', hour, at) end;
end
$$;
comment on function private.digest_moment(text, integer, timestamptz) is
  'When it was last this hour of the day in a time zone: what came before that is in the daily mail. Once for each day of the calendar.';
revoke execute on function private.digest_moment(text, integer, timestamptz) from public;
