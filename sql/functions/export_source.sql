create function private.export_source(list_id uuid, view_id uuid, item_ids uuid[], query jsonb)
  returns private.export_query
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_source private.export_query;
  v_view constant public.views := case when view_id is not null then private.exported_view(view_id) end;
  v_query jsonb := query;
  v_keys private.sort_key[];
begin
  perform private.check_query_fields(query, '{filter,sort,fields,time_zone}', '$');
  perform private.check_query(query);
  v_source.problems := '[]';
  v_source.fields := private.query_fields(list_id, query -> 'fields');
  if v_view.id is not null then
    select u.usable, u.problems || private.problems_json(list_id, v_view.kind, v_view.settings) into v_query, v_source.problems
    from private.usable_query(list_id, v_view.kind, v_view.query) as u;
    v_query := private.view_query(v_view, v_query, private.usable_settings(list_id, v_view.kind, v_view.settings), query - 'fields', null);
    v_source.fields := coalesce(v_source.fields, private.view_fields(list_id, v_view));
  end if;
  v_source.time_zone := private.query_time_zone(v_query);
  v_source.condition := case when v_query ? 'filter' then private.filter_sql(list_id, v_query -> 'filter', '$.filter', v_source.time_zone) else 'true' end
    || case when item_ids is null then '' else format(' and i.id = any (%L::uuid[])', item_ids) end;
  -- The groups of a view come one after the other.
  v_keys := private.sort_keys(list_id, coalesce(v_query -> 'group_by', '[]') || coalesce(v_query -> 'sort', '[]'), '$.sort');
  v_source.ordering := private.order_sql(v_keys, coalesce(v_keys[cardinality(v_keys)].is_descending, false));
  return v_source;
end
$$;
comment on function private.export_source(uuid, uuid, uuid[], jsonb) is
  'Which items of a list an export is about, in which order, and which columns of theirs, as the caller sees them.';
revoke execute on function private.export_source(uuid, uuid, uuid[], jsonb) from public;
grant execute on function private.export_source(uuid, uuid, uuid[], jsonb) to authenticated, service_role;
