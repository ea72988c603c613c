create function private.answer_view(view public.views, options jsonb, out answer json, out query jsonb)
  language plpgsql
  stable  -- one snapshot for all: the columns, the page, the groups
  set search_path = ''
as $$
declare
  v_usable constant record := private.usable_query(view.list_id, view.kind, view.query);
  v_settings constant jsonb := private.usable_settings(view.list_id, view.kind, view.settings);
  v_span constant jsonb := private.view_span(view.kind, v_settings, options, private.query_time_zone(options));
  v_page json;
begin
  query := private.view_query(view, v_usable.usable, v_settings, options, v_span);
  v_page := private.answer_query(view.list_id, query);
  answer := json_build_object(
    'view', private.view_json(view),
    -- Whoever pages on has the columns.
    'list', case when not options ?| '{cursor,group}' then private.list_json(view.list_id) end,
    'problems', v_usable.problems || private.problems_json(view.list_id, view.kind, view.settings),
    'range', v_span,
    'items', v_page -> 'items', 'next_cursor', v_page -> 'next_cursor', 'previous_cursor', v_page -> 'previous_cursor',
    'groups', case when json_typeof(v_page -> 'groups') = 'array' then private.fill_groups(view.list_id, query, v_page -> 'groups',
      coalesce((options ->> 'items_per_group')::integer, case view.kind when 'kanban' then 20 else 0 end)) end,
    'has_more_groups', v_page -> 'has_more_groups', 'count', v_page -> 'count', 'aggregates', v_page -> 'aggregates');
end
$$;
comment on function private.answer_view(public.views, jsonb) is 'What open_view answers, with the rights of the caller, and the query that it asked.';
revoke execute on function private.answer_view(public.views, jsonb) from public;
grant execute on function private.answer_view(public.views, jsonb) to authenticated, service_role;
