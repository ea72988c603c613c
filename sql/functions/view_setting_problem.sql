create function private.view_setting_problem(list_id uuid, value jsonb, rule public.view_settings)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column private.query_column;
begin
  case rule.value_form
    when 'columns', 'values' then
      return case when jsonb_typeof(value) <> 'array' or jsonb_array_length(value) > 500 then 'must be an array of at most 500' end;
    when 'boolean' then
      return case when jsonb_typeof(value) <> 'boolean' then 'must be true or false' end;
    when 'word' then
      return case when jsonb_typeof(value) <> 'string' or value #>> '{}' <> all (rule.accepts)
        then 'must be one of ' || array_to_string(rule.accepts, ', ') end;
    when 'integer' then
      return case when jsonb_typeof(value) <> 'number' or (value #>> '{}')::numeric % 1 <> 0
        or (value #>> '{}')::numeric not between rule.accepts[1]::numeric and rule.accepts[2]::numeric
        then format('must be a whole number from %s to %s', rule.accepts[1], rule.accepts[2]) end;
    else
      v_column := private.find_query_column(list_id, value, rule.setting);
      return case when v_column.family <> all (rule.accepts) and 'type:' || v_column.type <> all (rule.accepts)
        then format('a column of type %s does not do; it takes %s', v_column.type, replace(array_to_string(rule.accepts, ' or '), 'type:', '')) end;
  end case;
exception when check_violation then
  -- find_query_column has refused.
  return format('the list has no column with the key "%s"', left(value #>> '{}', 100));
end
$$;
comment on function private.view_setting_problem(uuid, jsonb, public.view_settings) is
  'What is wrong with one setting of a view as a whole, or null; single columns are for view_columns_problems.';
revoke execute on function private.view_setting_problem(uuid, jsonb, public.view_settings) from public;
grant execute on function private.view_setting_problem(uuid, jsonb, public.view_settings) to authenticated, service_role;
