create function private.import_types_problem(types jsonb)
  returns text
  language plpgsql
  stable
  security definer  -- as import_options_problem
  set search_path = ''
as $$
declare
  v_column text;
  v_given jsonb;
  v_type text;
  v_types constant text[] := array(select t.type from public.column_types as t where t.from_text is not null order by t.position);
  v_problem text;
begin
  if jsonb_typeof(types) <> 'object' then
    return 'is an object: a type by column name, such as {"Price": "currency"}';
  end if;
  for v_column, v_given in select e.key, e.value from jsonb_each(types) as e order by e.key loop
    v_type := case jsonb_typeof(v_given) when 'string' then v_given #>> '{}' when 'object' then v_given ->> 'type' end;
    if v_type is null or v_type <> all (v_types) then
      return format('names no type for "%s"; these are: %s', v_column, array_to_string(v_types, ', '));
    end if;
    continue when jsonb_typeof(v_given) = 'string';
    if v_given - '{type,config,format}'::text[] <> '{}' or jsonb_typeof(coalesce(v_given -> 'config', '{}')) <> 'object'
      or jsonb_typeof(coalesce(v_given -> 'format', '""')) <> 'string' then
      return format('takes for "%s" only type, config (an object) and format (a string)', v_column);
    end if;
    -- The options of a select may be left out: they are then read from the file.
    if v_type not in ('select', 'multi_select') or v_given #> '{config,options}' is not null then
      v_problem := private.column_config_problem(v_type, coalesce(v_given -> 'config', '{}'));
    end if;
    v_problem := coalesce(v_problem, private.import_format_problem(v_type, v_given ->> 'format'));
    if v_problem is not null then
      return format('are not valid for "%s": %s', v_column, v_problem);
    end if;
  end loop;
  return null;
end
$$;
comment on function private.import_types_problem(jsonb) is 'What is wrong with the declared types of an import, or null.';
revoke execute on function private.import_types_problem(jsonb) from public;
