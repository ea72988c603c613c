create function private.sort_keys(list_id uuid, sort jsonb, path text)
  returns private.sort_key[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_keys private.sort_key[] := '{}';
  v_node jsonb;
  v_path text;
  v_column private.query_column;
  v_descending boolean;
  v_nulls_first boolean;
begin
  for v_node, v_path in
    select e.element, format('%s[%s]', path, e.n - 1) from jsonb_array_elements(sort) with ordinality as e (element, n) order by e.n
  loop
    perform private.check_query_fields(v_node, '{column,direction,nulls}', v_path);
    v_column := private.find_query_column(list_id, v_node -> 'column', v_path || '.column');
    if coalesce(v_node -> 'direction', '"asc"') not in ('"asc"', '"desc"') then
      perform private.refuse_query(v_path || '.direction', 'must be "asc" or "desc"');
    elsif coalesce(v_node -> 'nulls', '"last"') not in ('"first"', '"last"') then
      perform private.refuse_query(v_path || '.nulls', 'must be "first" or "last"');
    elsif v_column.family in ('point', 'json', 'files') then
      perform private.refuse_query(v_path || '.column', format('a column of type %s does not sort', v_column.type));
    end if;
    if v_column.is_array then
      v_column := private.element_column(v_column, format('(%s -> 0)', v_column.cell_json));
    end if;
    v_descending := coalesce(v_node ->> 'direction' = 'desc', false);
    v_nulls_first := coalesce(v_node ->> 'nulls' = 'first', false);
    v_keys := v_keys || case
      when v_column.family in ('choice', 'choices', 'person') then
        array[private.rank_key(v_column, private.ranked_values(list_id, v_column), v_descending, v_nulls_first)]
      else private.plain_keys(v_column, v_descending, v_nulls_first) end;
  end loop;
  return v_keys;
end
$$;
comment on function private.sort_keys(uuid, jsonb, text) is
  'What a sort [{column, direction, nulls}] orders by, checked.';
revoke execute on function private.sort_keys(uuid, jsonb, text) from public;
grant execute on function private.sort_keys(uuid, jsonb, text) to authenticated, service_role;
