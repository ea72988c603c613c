create function private.view_query(view public.views, query jsonb, settings jsonb, options jsonb, span jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_zone constant text := private.query_time_zone(options);
  v_filters jsonb := '[]';
  v_query jsonb;
begin
  if query ? 'filter' then
    v_filters := v_filters || jsonb_build_array(query -> 'filter');
  end if;
  if options ? 'filter' then
    -- Here, so that a refusal names its place in the request.
    perform private.filter_sql(view.list_id, options -> 'filter', '$.filter', v_zone);
    v_filters := v_filters || jsonb_build_array(options -> 'filter');
  end if;
  if span is not null then
    v_filters := v_filters || jsonb_build_array(private.calendar_filter(view.list_id, settings, span, v_zone));
  end if;
  v_query := query - 'filter' || (options - '{filter,from,to,items_per_group}'::text[])
    || case when v_filters = '[]' then '{}' else jsonb_build_object('filter', jsonb_build_object('and', v_filters)) end
    || case when options ? 'limit' then '{}' else jsonb_build_object('limit', case view.kind when 'calendar' then 1000 else 100 end) end;
  if view.kind = 'kanban' and settings ? 'group_column' then
    v_query := v_query || jsonb_build_object('group_by', jsonb_build_array(jsonb_build_object('column', settings -> 'group_column')));
  elsif span is not null and not v_query ? 'sort' then
    v_query := v_query || jsonb_build_object('sort', jsonb_build_array(jsonb_build_object('column', settings -> 'start_column')));
  end if;
  perform private.check_query(v_query);
  return v_query;
end
$$;
comment on function private.view_query(public.views, jsonb, jsonb, jsonb, jsonb) is
  'The query that opening a view asks: what is left of its own, what the request adds, the stacks of a kanban, the days of a calendar.';
revoke execute on function private.view_query(public.views, jsonb, jsonb, jsonb, jsonb) from public;
grant execute on function private.view_query(public.views, jsonb, jsonb, jsonb, jsonb) to authenticated, service_role;
