create function private.answer_query(list_id uuid, query jsonb)
  returns json
  language plpgsql
  stable  -- one snapshot for all: the slots that are ready, the page, the counts
  set search_path = ''
as $$
declare
  v_condition text := 'true';
  v_items json := '[]';
  v_next text;
  v_previous text;
  v_groups json;
  v_more_groups boolean := false;
  v_count bigint;
  v_aggregates json;
begin
  if query ? 'filter' then
    v_condition := private.filter_sql(list_id, query -> 'filter', '$.filter', private.query_time_zone(query));
  end if;
  if query ? 'group_by' and not query ? 'group' then
    if query ->> 'cursor' is not null then
      perform private.refuse_query('$.cursor', 'goes with a page of items; groups come at most 1,000 at once: filter, or ask for the items of a group');
    end if;
    select g.groups, g.has_more into v_groups, v_more_groups
    from private.find_groups(list_id, query, v_condition, coalesce((query ->> 'limit')::integer, 100)) as g;
  else
    if query ? 'group' then
      perform private.sort_keys(list_id, query -> 'group_by', '$.group_by');
      v_condition := v_condition || ' and ' || private.group_condition(list_id, query);
    end if;
    select p.items, p.next_cursor, p.previous_cursor into v_items, v_next, v_previous from private.query_page(list_id, query, v_condition) as p;
  end if;
  if query -> 'count' = 'true' then
    execute format('select count(*) from (select from public.items as i where i.list_id = $1 and i.deleted_at is null and %s limit 10001) as c', v_condition)
      into v_count using list_id;
  end if;
  if query ? 'aggregates' then
    execute format('select %s from public.items as i where i.list_id = $1 and i.deleted_at is null and %s',
      private.aggregates_sql(list_id, query -> 'aggregates', '$.aggregates'), v_condition) into v_aggregates using list_id;
  end if;
  return json_build_object(
    'items', v_items, 'next_cursor', v_next, 'previous_cursor', v_previous,
    'groups', v_groups, 'has_more_groups', v_more_groups,
    'count', case when v_count is not null then json_build_object('rows', least(v_count, 10000), 'is_capped', v_count > 10000) end,
    'aggregates', v_aggregates);
end
$$;
comment on function private.answer_query(uuid, jsonb) is
  'What query_items answers, computed from one snapshot and with the rights of the caller.';
revoke execute on function private.answer_query(uuid, jsonb) from public;
grant execute on function private.answer_query(uuid, jsonb) to authenticated, service_role;
