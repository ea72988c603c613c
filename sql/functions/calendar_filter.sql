create function private.calendar_filter(list_id uuid, settings jsonb, span jsonb, time_zone text)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_start constant text := settings ->> 'start_column';
  v_end constant text := settings ->> 'end_column';
  v_family constant text := (private.find_query_column(list_id, settings -> 'start_column', '$.from')).family;
begin
  perform private.query_span(span -> 'from', 'day', '$.from', v_family, time_zone);
  perform private.query_span(span -> 'to', 'day', '$.to', v_family, time_zone);
  if v_end is null then
    return jsonb_build_object('column', v_start, 'operator', 'between', 'value', jsonb_build_array(span -> 'from', span -> 'to'));
  end if;
  -- Whatever has a part in the range. Without an end an item lasts as long as its start.
  return jsonb_build_object('and', jsonb_build_array(
    jsonb_build_object('column', v_start, 'operator', 'on_or_before', 'value', span -> 'to'),
    jsonb_build_object('or', jsonb_build_array(
      jsonb_build_object('column', v_start, 'operator', 'on_or_after', 'value', span -> 'from'),
      jsonb_build_object('column', v_end, 'operator', 'on_or_after', 'value', span -> 'from')))));
end
$$;
comment on function private.calendar_filter(uuid, jsonb, jsonb, text) is 'The filter of a calendar: items that are at least in part between two days.';
revoke execute on function private.calendar_filter(uuid, jsonb, jsonb, text) from public;
grant execute on function private.calendar_filter(uuid, jsonb, jsonb, text) to authenticated, service_role;
