create function private.view_span(kind text, settings jsonb, options jsonb, time_zone text)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_month constant date := date_trunc('month', now() at time zone time_zone);
begin
  if kind <> 'calendar' and options ?| '{from,to}' then
    perform private.refuse_query('$.from', 'a range is for calendars');
  elsif options ? 'from' <> options ? 'to' then
    perform private.refuse_query(case when options ? 'from' then '$.to' else '$.from' end, 'from and to go together');
  elsif kind <> 'calendar' or not settings ? 'start_column' then
    return null;
  end if;
  return jsonb_build_object('from', coalesce(options -> 'from', to_jsonb(v_month)),
    'to', coalesce(options -> 'to', to_jsonb((v_month + interval '1 month' - interval '1 day')::date)));
end
$$;
comment on function private.view_span(text, jsonb, jsonb, text) is 'From when to when a calendar is asked: this month unless said otherwise. Null for other kinds.';
revoke execute on function private.view_span(text, jsonb, jsonb, text) from public;
grant execute on function private.view_span(text, jsonb, jsonb, text) to authenticated, service_role;
