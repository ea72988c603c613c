create function private.check_view_query(list_id uuid, kind text, query jsonb)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_query_fields(query, '{filter,sort,group_by,aggregates}', '$');
  perform private.check_query(query);
  if query ? 'group_by' and kind in ('kanban', 'calendar') then
    perform private.refuse_query('$.group_by', format('a %s has none of its own%s', kind,
      case kind when 'kanban' then ': it groups by settings.group_column' else '' end));
  end if;
  -- Compiled as it will be when the view is opened; what comes of it is not needed here.
  if query ? 'filter' then
    perform private.filter_sql(list_id, query -> 'filter', '$.filter', private.query_time_zone('{}'));
  end if;
  perform private.sort_keys(list_id, coalesce(query -> 'sort', '[]'), '$.sort');
  perform private.sort_keys(list_id, coalesce(query -> 'group_by', '[]'), '$.group_by');
  if query ? 'aggregates' then
    perform private.aggregates_sql(list_id, query -> 'aggregates', '$.aggregates');
  end if;
end
$$;
comment on function private.check_view_query(uuid, text, jsonb) is 'Refuses a query that could not be asked of the list, with query_invalid.';
revoke execute on function private.check_view_query(uuid, text, jsonb) from public;
grant execute on function private.check_view_query(uuid, text, jsonb) to authenticated, service_role;
