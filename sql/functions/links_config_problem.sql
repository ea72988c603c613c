create function private.links_config_problem(type text, config jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_uuid constant text := '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
  v_key text;
begin
  if type = 'relation' and config ? 'inverse_of' then
    return case
      when config - 'inverse_of' <> '{}' then '"inverse_of" stands alone: the relation has the other settings'
      when jsonb_typeof(config -> 'inverse_of') <> 'string' or config ->> 'inverse_of' !~ v_uuid then '"inverse_of" must be the id of a relation' end;
  elsif type = 'relation' then
    return case
      when jsonb_typeof(config -> 'target_list_id') is distinct from 'string' or config ->> 'target_list_id' !~ v_uuid then '"target_list_id" must be the id of a list'
      when config -> 'cardinality' not in ('"many_to_many"', '"many_to_one"', '"one_to_many"', '"one_to_one"') then
        '"cardinality" must be many_to_many, many_to_one, one_to_many or one_to_one'
      when config -> 'on_delete' not in ('"unlink"', '"restrict"', '"cascade"') then '"on_delete" must be unlink, restrict or cascade' end;
  end if;
  foreach v_key in array case type when 'lookup' then '{relation,field}'::text[] when 'rollup' then '{relation,field,function}' when 'count' then '{relation}' when 'formula' then '{formula}' else '{}' end loop
    if jsonb_typeof(config -> v_key) is distinct from 'string' then
      return format('"%s" is missing: %s', v_key, case v_key
        when 'relation' then 'the key of a relation of this list' when 'field' then 'the key of a column of the linked list'
        when 'function' then 'what to compute of the field' else 'what to compute' end);
    end if;
  end loop;
  return case
    when type = 'rollup' and config ->> 'function' <> all ('{sum,avg,min,max,count,count_filled,count_empty,count_distinct,and,or,concat}') then
      '"function" must be sum, avg, min, max, count, count_filled, count_empty, count_distinct, and, or or concat'
    when config ? 'separator' and (jsonb_typeof(config -> 'separator') <> 'string' or length(config ->> 'separator') > 20) then
      '"separator" must be a text of at most 20 characters' end;
end
$$;
comment on function private.links_config_problem(text, jsonb) is
  'What is wrong with the settings of a column that links items or is computed, or null; whether the columns they name are there, compiling shows.';
revoke execute on function private.links_config_problem(text, jsonb) from public;
