create function private.filter_sql(list_id uuid, node jsonb, path text, time_zone text, depth integer default 1)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_word text;
  v_parts text[];
begin
  if depth > 10 then
    perform private.refuse_query(path, 'filters are nested at most 10 levels deep');
  elsif jsonb_typeof(node) is distinct from 'object' then
    perform private.refuse_query(path, 'must be {"and": […]}, {"or": […]}, {"not": {…}} or {"column", "operator", "value"}');
  end if;
  v_word := (select k.key from jsonb_object_keys(node) as k (key) where k.key in ('and', 'or', 'not') limit 1);
  if v_word is null then
    return private.condition_sql(list_id, node, path, time_zone);
  end if;
  perform private.check_query_fields(node, array[v_word], path);
  path := path || '.' || v_word;
  if v_word = 'not' then
    return format('not (%s)', private.filter_sql(list_id, node -> 'not', path, time_zone, depth + 1));
  end if;
  v_parts := array(
    select private.filter_sql(list_id, e.element, format('%s[%s]', path, e.n - 1), time_zone, depth + 1)
    from jsonb_array_elements(private.query_array(node -> v_word, path, 0, 100)) with ordinality as e (element, n) order by e.n
  );
  return case
    when v_parts <> '{}' then format('(%s)', array_to_string(v_parts, format(' %s ', v_word)))
    -- Nothing is asked of an item, or nothing is offered to it.
    when v_word = 'and' then 'true' else 'false' end;
end
$$;
comment on function private.filter_sql(uuid, jsonb, text, text, integer) is
  'SQL over the item i of a filter, true or false and never null.';
revoke execute on function private.filter_sql(uuid, jsonb, text, text, integer) from public;
grant execute on function private.filter_sql(uuid, jsonb, text, text, integer) to authenticated, service_role;
