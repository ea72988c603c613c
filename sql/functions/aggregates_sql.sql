create function private.aggregates_sql(list_id uuid, aggregates jsonb, path text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_node jsonb;
  v_path text;
  v_column private.query_column;
  v_parts text[] := '{}';
begin
  for v_node, v_path in
    select e.element, format('%s[%s]', path, e.n - 1)
    from jsonb_array_elements(private.query_array(aggregates, path, 0, 50)) with ordinality as e (element, n) order by e.n
  loop
    perform private.check_query_fields(v_node, '{column,function}', v_path);
    v_column := private.find_query_column(list_id, v_node -> 'column', v_path || '.column');
    -- Of several values in a cell only the cell as a whole is counted; a rollup sums them up.
    if v_column.is_array then
      v_column.family := 'json';
    end if;
    if not exists (
      select from public.aggregate_functions as a where a.family = v_column.family and to_jsonb(a.function) = v_node -> 'function'
    ) then
      perform private.refuse_query(v_path || '.function', format('of a column of type %s there are: %s', v_column.type, (
        select string_agg(a.function, ', ' order by a.position) from public.aggregate_functions as a where a.family = v_column.family
      )));
    end if;
    v_parts := v_parts || format('json_build_object(''column'', %L, ''function'', %L, ''value'', %s)',
      v_column.key, v_node ->> 'function', private.aggregate_sql(v_column, v_node ->> 'function'));
  end loop;
  return format('json_build_array(%s)', array_to_string(v_parts, ', '));
end
$$;
comment on function private.aggregates_sql(uuid, jsonb, text) is
  'SQL over many items i of all footers of a query.';
revoke execute on function private.aggregates_sql(uuid, jsonb, text) from public;
grant execute on function private.aggregates_sql(uuid, jsonb, text) to authenticated, service_role;
