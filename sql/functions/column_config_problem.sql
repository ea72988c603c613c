create function private.column_config_problem(type text, config jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_allowed text[] := case
    when type in ('text', 'long_text') then '{max_length}'::text[]
    when type in ('integer', 'number') then '{min,max}'::text[]
    when type = 'currency' then '{min,max,currency}'::text[]
    when type in ('select', 'multi_select') then '{options}'::text[]
    else '{}'::text[]
  end;
  v_ceiling integer := case type when 'text' then 1000 else 100000 end;
begin
  if config - v_allowed <> '{}' then
    return format('a column of type %s takes only these settings: %s', type, coalesce(nullif(array_to_string(v_allowed, ', '), ''), 'none'));
  end if;
  if config ? 'max_length' and (jsonb_typeof(config -> 'max_length') <> 'number'
    or config ->> 'max_length' !~ '^\d{1,6}$' or (config ->> 'max_length')::integer not between 1 and v_ceiling) then
    return format('"max_length" must be a whole number from 1 to %s', v_ceiling);
  end if;
  if config ? 'min' and (jsonb_typeof(config -> 'min') <> 'number' or length(config ->> 'min') > 40)
    or config ? 'max' and (jsonb_typeof(config -> 'max') <> 'number' or length(config ->> 'max') > 40) then
    return '"min" and "max" must be numbers';
  end if;
  if (config ->> 'min')::numeric > (config ->> 'max')::numeric then
    return '"min" must not be above "max"';
  end if;
  if config ? 'currency' and (jsonb_typeof(config -> 'currency') <> 'string' or config ->> 'currency' !~ '^[A-Z]{3}$') then
    return '"currency" must be a code of ISO 4217, such as "USD"';
  end if;
  return case when type in ('select', 'multi_select') then private.options_problem(config -> 'options') end;
end
$$;
comment on function private.column_config_problem(text, jsonb) is 'What is wrong with the settings of a column, or null.';
revoke execute on function private.column_config_problem(text, jsonb) from public;
