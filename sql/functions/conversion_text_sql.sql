create function private.conversion_text_sql(column_row public.list_columns, type text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_j constant text := format('(v -> %L)', column_row.key);
  v_t constant text := format('(v ->> %L)', column_row.key);
  v_labels constant jsonb := (
    select jsonb_object_agg(o.option ->> 'id', o.option ->> 'label') from jsonb_array_elements(column_row.config -> 'options') as o (option)
  );
  v_text text;
begin
  v_text := case
    when column_row.type = 'select' then format('(%L::jsonb ->> %s)', v_labels, v_t)
    -- A label may hold a comma.
    when column_row.type = 'multi_select' then format('(select string_agg(%L::jsonb ->> e.id, %L order by e.n) from jsonb_array_elements_text(%s) with ordinality as e (id, n))',
      v_labels, case when type = 'select' then U&'\001F' else ', ' end, v_j)
    when column_row.type = 'user' then format('coalesce(%L::jsonb ->> %s, %2$s)', (
      select coalesce(jsonb_object_agg(l.value, l.key), '{}') from jsonb_each_text(private.people_labels(column_row.workspace_id)) as l where l.key like '%@%'), v_t)
    when column_row.type = 'percent' and type not in ('integer', 'number', 'currency', 'duration', 'rating', 'json') then format('trim_scale(%s::numeric * 100) || '' %%''', v_t)
    when column_row.type = 'duration' and type not in ('integer', 'number', 'currency', 'percent', 'rating', 'json') then format('private.duration_text(%s::numeric)', v_t)
    when column_row.type = 'date' and type = 'datetime' then format('%s || ''T00:00:00Z''', v_t)
    when column_row.type = 'address' and type <> 'json' then
      format('nullif(concat_ws('', '', %s), '''')', (select string_agg(format('%s ->> %L', v_j, p.part), ', ' order by p.n)
        from unnest('{street,unit,postal_code,city,region,country}'::text[]) with ordinality as p (part, n)))
    when column_row.type = 'geo_point' and type <> 'json' then format('%1$s ->> ''lat'' || '', '' || (%1$s ->> ''lng'')', v_j)
    when column_row.type = 'number_range' and type <> 'json' then
      format('case when %1$s is not null then concat(%1$s ->> ''min'', ''..'', %1$s ->> ''max'') end', v_j)
    else v_t
  end;
  return case
    when type = 'json' and column_row.type in ('integer', 'number', 'currency', 'percent', 'rating', 'duration', 'boolean', 'address', 'geo_point', 'number_range')
      then format('%s::text', v_j)
    when type = 'json' and column_row.type in ('select', 'multi_select', 'user', 'date', 'datetime') then format('to_jsonb(%s)::text', v_text)
    else v_text end;
end
$$;
comment on function private.conversion_text_sql(public.list_columns, text) is
  'SQL over v: the cell as the text that is then read as the other type, null when it is empty.';
revoke execute on function private.conversion_text_sql(public.list_columns, text) from public;
grant execute on function private.conversion_text_sql(public.list_columns, text) to authenticated, service_role;
