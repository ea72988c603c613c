create function private.limits_problem(type text, config jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_is_time constant boolean := type in ('date', 'datetime');
  v_limit text;
  v_fits boolean;
begin
  foreach v_limit in array array['min', 'max'] loop
    continue when not config ? v_limit;
    if not v_is_time and (jsonb_typeof(config -> v_limit) <> 'number' or length(config ->> v_limit) > 40) then
      return '"min" and "max" must be numbers';
    end if;
    if v_is_time then
      execute 'select jsonb_typeof($2) = ''string'' and ' || private.time_condition(type, '{}', '$1') || ' and length($1) in (10, 20)'
        into v_fits using config ->> v_limit, config -> v_limit;
      if v_fits is not true then
        return format('"min" and "max" must be written %s', case type when 'date' then 'YYYY-MM-DD' else 'YYYY-MM-DDTHH:MM:SSZ' end);
      end if;
    end if;
  end loop;
  if v_is_time and (config ->> 'min') collate "C" > (config ->> 'max')
    or not v_is_time and (config ->> 'min')::numeric > (config ->> 'max')::numeric then
    return '"min" must not be above "max"';
  end if;
  return null;
end
$$;
comment on function private.limits_problem(text, jsonb) is 'What is wrong with "min" and "max" among the settings of a column, or null.';
revoke execute on function private.limits_problem(text, jsonb) from public;
