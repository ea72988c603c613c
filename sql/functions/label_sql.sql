create function private.label_sql(source private.computed_columns)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_labels jsonb;
  v_elements constant text := format(', '', '' order by o.n) from jsonb_array_elements(%s) with ordinality as o (element, n))', source.value_sql);
begin
  if source.value_sql is null then
    return 'null::text';  -- A list may have no column that gives titles.
  elsif source.is_array then
    source.is_array := false;
    source.value_sql := 'o.element';
    return '(select string_agg(' || private.label_sql(source) || v_elements;
  elsif source.result_type in ('select', 'multi_select') then
    v_labels := (select coalesce(jsonb_object_agg(o.option ->> 'id', o.option ->> 'label'), '{}') from jsonb_array_elements(source.config -> 'options') as o (option));
    return case source.result_type
      when 'select' then format('(%L::jsonb ->> (%s #>> ''{}''))', v_labels, source.value_sql)
      else format('(select string_agg(%L::jsonb ->> (o.element #>> ''{}'')', v_labels) || v_elements end;
  elsif source.result_type = 'address' then
    return format('replace(%s, E''\n'', '', '')', private.json_cell_sql('address', source.value_sql));
  end if;
  return format('(%s #>> ''{}'')', source.value_sql);
end
$$;
comment on function private.label_sql(private.computed_columns) is
  'SQL of a cell as people read it, null when it is empty: labels of options, the parts of an address on one line.';
revoke execute on function private.label_sql(private.computed_columns) from public;
