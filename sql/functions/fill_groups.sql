create function private.fill_groups(list_id uuid, query jsonb, groups json, most integer)
  returns json
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(json_agg(json_build_object(
    'values', g.value -> 'values', 'count', g.value -> 'count', 'aggregates', g.value -> 'aggregates',
    'items', coalesce(p.page -> 'items', '[]'), 'next_cursor', p.page -> 'next_cursor'
  ) order by g.n), '[]')
  from json_array_elements(groups) with ordinality as g (value, n)
  left join lateral private.answer_query(list_id, query - '{aggregates,count,cursor}'::text[]
    || jsonb_build_object('group', (g.value -> 'values')::jsonb, 'limit', most)) as p (page) on most > 0
$$;
comment on function private.fill_groups(uuid, jsonb, json, integer) is 'Groups with the first items of each, and the cursor to the rest.';
revoke execute on function private.fill_groups(uuid, jsonb, json, integer) from public;
grant execute on function private.fill_groups(uuid, jsonb, json, integer) to authenticated, service_role;
