create function private.column_config_problem(type text, config jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_settings constant jsonb := (select t.settings from public.column_types as t where t.type = column_config_problem.type);
  v_keys constant text[] := array(select k.key from jsonb_object_keys(v_settings) as k (key) order by k.key);
  v_ceiling constant integer := case type when 'text' then 1000 else 100000 end;
  v_pattern_problem text;
begin
  if config - v_keys <> '{}' then
    return format('a column of type %s takes only these settings: %s', type, coalesce(nullif(array_to_string(v_keys, ', '), ''), 'none'));
  end if;
  if config ? 'max_length' and (jsonb_typeof(config -> 'max_length') <> 'number'
    or config ->> 'max_length' !~ '^\d{1,6}$' or (config ->> 'max_length')::integer not between 1 and v_ceiling) then
    return format('"max_length" must be a whole number from 1 to %s', v_ceiling);
  end if;
  if config ? 'currency' and (jsonb_typeof(config -> 'currency') <> 'string' or config ->> 'currency' !~ '^[A-Z]{3}$') then
    return '"currency" must be a code of ISO 4217, such as "USD"';
  end if;
  if config ? 'format' and config -> 'format' not in ('"h:mm"', '"h:mm:ss"') then
    return '"format" must be "h:mm" or "h:mm:ss"';
  end if;
  if type = 'rating' and config ? 'max' and config ->> 'max' !~ '^([1-9]|10)$' then
    return '"max" must be a whole number from 1 to 10';
  end if;
  if config ? 'pattern' then
    v_pattern_problem := case jsonb_typeof(config -> 'pattern') when 'string' then private.pattern_problem(config ->> 'pattern') else 'must be text' end;
    if v_pattern_problem is not null then
      return '"pattern" ' || v_pattern_problem;
    end if;
  end if;
  return case
    when private.is_computed(type) then private.links_config_problem(type, config)
    when type in ('select', 'multi_select') then private.options_problem(config -> 'options')
    else private.limits_problem(type, config) end;
end
$$;
comment on function private.column_config_problem(text, jsonb) is 'What is wrong with the settings of a column, or null. The keys are those of public.column_types.';
revoke execute on function private.column_config_problem(text, jsonb) from public;
