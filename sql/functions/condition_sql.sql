create function private.condition_sql(list_id uuid, node jsonb, path text, time_zone text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column private.query_column;
  v_rule public.filter_operators;
  v_operator text;
  v_operands text[];
  v_array text;
  v_sql text;
begin
  perform private.check_query_fields(node, '{column,operator,value}', path);
  v_column := private.find_query_column(list_id, node -> 'column', path || '.column');
  select o.* into v_rule from public.filter_operators as o
  where o.family = v_column.family and to_jsonb(o.operator) = node -> 'operator';
  if v_rule.operator is null then
    perform private.refuse_query(path || '.operator', format('a column of type %s can be asked: %s', v_column.type, (
      select string_agg(o.operator, ', ' order by o.position) from public.filter_operators as o where o.family = v_column.family
    )));
  end if;
  v_operator := coalesce(v_rule.negates, v_rule.operator);
  v_operands := private.query_operands(node -> 'value', v_rule.value_form, path || '.value', v_column.family, time_zone);
  if v_column.is_array and v_operator <> 'is_empty' then
    v_array := v_column.cell_json;
    v_column := private.element_column(v_column, 'e.element');
  end if;
  v_sql := case
    when v_column.family = 'links' and v_operator <> 'contains' then private.filter_links(v_column, v_operator, v_operands)
    when v_column.family = 'files' then private.filter_files(v_column, v_operator, v_operands)
    when v_operator = 'is_empty' then private.filter_empty(v_column)
    when v_column.family in ('choice', 'choices') then private.filter_options(v_column, v_operator, v_operands)
    when v_column.family in ('text', 'person', 'place', 'json', 'links') then private.filter_text(v_column, v_operator, v_operands)
    when v_column.family = 'number' then private.filter_number(v_column, v_operator, v_operands)
    when v_column.family in ('date', 'datetime') then private.filter_time(v_column, v_operator, v_operands)
    else private.filter_structure(v_column, v_operator, v_operands) end;
  if v_array is not null then
    v_sql := format('exists (select from jsonb_array_elements(%s) as e (element) where %s)', v_array, v_sql);
  end if;
  return case when v_rule.negates is null then v_sql else format('not %s', '(' || v_sql || ')') end;
end
$$;
comment on function private.condition_sql(uuid, jsonb, text, text) is
  'SQL over the item i of one condition {column, operator, value}. Nothing of the request is in it but literals that were checked against the form of the operator.';
revoke execute on function private.condition_sql(uuid, jsonb, text, text) from public;
grant execute on function private.condition_sql(uuid, jsonb, text, text) to authenticated, service_role;
