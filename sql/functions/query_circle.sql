create function private.query_circle(value jsonb, path text)
  returns text[]
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_circle numeric[];
begin
  perform private.check_query_fields(value, '{lat,lng,km}', path);
  v_circle := array[private.query_number(value -> 'lat', path || '.lat'), private.query_number(value -> 'lng', path || '.lng'),
    private.query_number(value -> 'km', path || '.km')]::numeric[];
  if abs(v_circle[1]) > 90 or abs(v_circle[2]) > 180 or v_circle[3] not between 0 and 20100 then
    perform private.refuse_query(path, 'must be {"lat": -90 to 90, "lng": -180 to 180, "km": 0 to 20100}');
  end if;
  return v_circle::text[];
end
$$;
comment on function private.query_circle(jsonb, text) is
  'Latitude, longitude and kilometres, or query_invalid.';
revoke execute on function private.query_circle(jsonb, text) from public;
grant execute on function private.query_circle(jsonb, text) to authenticated, service_role;
