create function private.query_time_zone(query jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_zone constant text := coalesce(query ->> 'time_zone', (select p.time_zone from public.user_profiles as p where p.user_id = auth.uid()), 'UTC');
begin
  -- Asks for no more than a try: the view of all zones reads a thousand files. PostgreSQL takes more than names,
  -- "+25:00" as well, which stands for the opposite of what it says.
  if v_zone !~ '^([A-Za-z_-]+|[A-Z]{3}[0-9][A-Z]{3}|GMT[+-]?0|[A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$' then
    raise invalid_parameter_value;
  end if;
  perform now() at time zone v_zone;
  return v_zone;
exception when invalid_parameter_value then
  perform private.refuse_query('$.time_zone', 'there is no such time zone; use a name of the IANA database, such as Europe/Berlin');
end
$$;
comment on function private.query_time_zone(jsonb) is
  'Where days begin and end: the zone that the query names, else the caller''s own, else UTC.';
revoke execute on function private.query_time_zone(jsonb) from public;
grant execute on function private.query_time_zone(jsonb) to authenticated, service_role;
