create function private.match_asked_sql(list_id uuid, request private.query_column)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- As private.match_texts, which is empty where this is false.
  select case request.family
    when 'choice' then format('coalesce(%s = any (%L::text[]), false)', request.cell, private.match_options(list_id, request))
    when 'choices' then format('coalesce(%s ?| %L::text[], false)', request.cell_json, private.match_options(list_id, request))
    else format('coalesce(%s ~ ''[^ ,;\n]'', false)', request.cell) end
$$;
comment on function private.match_asked_sql(uuid, private.query_column) is
  'SQL over a request i: whether its column of words names any; neither separators alone do, nor options that are gone.';
revoke execute on function private.match_asked_sql(uuid, private.query_column) from public;
grant execute on function private.match_asked_sql(uuid, private.query_column) to authenticated, service_role;
