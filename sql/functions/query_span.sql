create function private.query_span(value jsonb, form text, path text, family text, time_zone text)
  returns text[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_days daterange;
  v_moment timestamptz;
begin
  if family = 'datetime' and jsonb_typeof(value) = 'string'
    and value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$' then
    begin
      v_moment := (value #>> '{}')::timestamptz;
    exception when data_exception then
      perform private.refuse_query(path, 'there is no such moment');
    end;
    -- Times are kept to the microsecond: up to the next one, nothing else fits.
    return array[v_moment, v_moment + interval '1 microsecond']::text[];
  end if;
  v_days := private.query_days(value, form, path, (now() at time zone time_zone)::date);
  if family = 'date' then
    return array[lower(v_days), upper(v_days)]::text[];
  end if;
  return array[lower(v_days)::timestamp at time zone time_zone, upper(v_days)::timestamp at time zone time_zone]::text[];
end
$$;
comment on function private.query_span(jsonb, text, text, text, text) is
  'From and up to, but not including: days, or for datetime the moments at which they begin in the time zone.';
revoke execute on function private.query_span(jsonb, text, text, text, text) from public;
grant execute on function private.query_span(jsonb, text, text, text, text) to authenticated, service_role;
