create function private.compile_rollup(made private.computed_columns, config jsonb, field private.computed_columns, links text)
  returns private.computed_columns
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_function constant text := config ->> 'function';
  v_family constant text := private.column_family(field.result_type);
  v_x constant text := format('(v.element #>> ''{}'')::%s', case v_family when 'date' then 'date' when 'datetime' then 'timestamptz' when 'boolean' then 'boolean' else 'numeric' end);
  v_element private.computed_columns := field;
  v_sql text;
begin
  if v_family <> all (case
    when v_function in ('sum', 'avg') then '{number}'::text[]
    when v_function in ('min', 'max') then '{number,date,datetime}'
    when v_function in ('and', 'or') then '{boolean}'
    when v_function = 'concat' then '{text,number,boolean,choice,choices,date,datetime,place}'
    else array[v_family] end) then
    made.problem := format('there is no "%s" of values of type %s', v_function, field.result_type);
    return made;
  end if;
  v_element.is_array := false;
  v_element.result_type := case field.result_type when 'multi_select' then 'select' else field.result_type end;
  v_element.value_sql := 'v.element';
  v_sql := case v_function
    when 'sum' then format('to_jsonb(coalesce(sum(%s), 0))', v_x)
    when 'avg' then format('to_jsonb(avg(%s))', v_x)
    when 'and' then format('to_jsonb(bool_and(%s))', v_x)
    when 'or' then format('to_jsonb(bool_or(%s))', v_x)
    when 'count' then 'to_jsonb(count(distinct v.id))'
    when 'count_filled' then 'to_jsonb(count(distinct v.id) filter (where v.element is not null))'
    when 'count_empty' then 'to_jsonb(count(distinct v.id) filter (where v.element is null))'
    when 'count_distinct' then 'to_jsonb(count(distinct v.element))'
    when 'concat' then format('to_jsonb(string_agg(%s, %L order by v.n, v.id, v.m))', private.label_sql(v_element), coalesce(config ->> 'separator', ', '))
    else case v_family when 'datetime' then private.moment_sql(format('%s(%s)', v_function, v_x)) else format('to_jsonb(%s(%s))', v_function, v_x) end end;
  made.result_type := private.rollup_type(v_function, v_element.result_type);
  made.config := case when made.result_type = field.result_type then field.config - '{min,max,pattern,max_length}'::text[] else '{}' end;
  made.value_sql := format('(select %s from (%s) as v)', v_sql, private.elements_sql(field, links));
  return made;
end
$$;
comment on function private.compile_rollup(private.computed_columns, jsonb, private.computed_columns, text) is
  'One value of a field of the linked items as SQL. Empty cells are left out, except where they are what is counted; the sum of nothing is 0.';
revoke execute on function private.compile_rollup(private.computed_columns, jsonb, private.computed_columns, text) from public;
