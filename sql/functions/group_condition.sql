create function private.group_condition(list_id uuid, query jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_levels constant integer := jsonb_array_length(query -> 'group_by');
  v_group constant jsonb := private.query_array(query -> 'group', '$.group', v_levels, v_levels);
  v_column private.query_column;
  v_value jsonb;
  v_parts text[] := '{}';
begin
  for v_n in 0..v_levels - 1 loop
    v_column := private.find_query_column(list_id, query -> 'group_by' -> v_n -> 'column', format('$.group_by[%s].column', v_n));
    v_value := v_group -> v_n;
    if v_value = 'null' then
      v_parts := v_parts || private.filter_empty(v_column);
      continue;
    end if;
    begin
      v_parts := v_parts || case
        when v_column.slot is null then null
        when private.slot_kind(v_column.family) = 't' then format('%s = %L', v_column.slot, private.text_key(v_value #>> '{}'))
        else format('%s = %L::float8', v_column.slot, private.number_key(v_column.family, v_value #>> '{}')) end;
    exception when data_exception then
      v_parts := v_parts || 'false'::text;  -- nothing that the column could hold
    end;
    v_parts := v_parts || format('coalesce(%s = %L::jsonb, false)', private.value_sql(v_column), v_value);
  end loop;
  return array_to_string(v_parts, ' and ');
end
$$;
comment on function private.group_condition(uuid, jsonb) is
  'SQL over the item i that is true in the group whose values the query names.';
revoke execute on function private.group_condition(uuid, jsonb) from public;
grant execute on function private.group_condition(uuid, jsonb) to authenticated, service_role;
