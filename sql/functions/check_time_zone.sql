create function private.check_time_zone(time_zone text)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if not exists (select from pg_catalog.pg_timezone_names as z where z.name = check_time_zone.time_zone) then
    raise exception 'There is no time zone "%"', time_zone
      using errcode = 'check_violation', constraint = 'time_zone_unknown',
        hint = 'Use a name of the IANA database, such as Europe/Berlin.';
  end if;
end
$$;
comment on function private.check_time_zone(text) is 'Refuses a name that the server''s time zone database does not have.';
revoke execute on function private.check_time_zone(text) from public;
grant execute on function private.check_time_zone(text) to authenticated, service_role;
