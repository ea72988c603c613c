create function private.today_in(time_zone text)
  returns date
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return (now() at time zone time_zone)::date;
exception when invalid_parameter_value then
  -- A name that this server's own time zones do not have (any more).
  return (now() at time zone 'UTC')::date;
end
$$;
comment on function private.today_in(text) is 'The day it is in a time zone.';
revoke execute on function private.today_in(text) from public;
grant execute on function private.today_in(text) to authenticated, service_role;
