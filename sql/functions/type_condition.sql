create function private.type_condition(type text, config jsonb, j text, t text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_range text := case when config ? 'min' then format(' and %s::numeric >= %L::numeric', j, config ->> 'min') else '' end
    || case when config ? 'max' then format(' and %s::numeric <= %L::numeric', j, config ->> 'max') else '' end;
  v_length integer := coalesce((config ->> 'max_length')::integer, case type when 'text' then 1000 else 100000 end);
  v_options jsonb := jsonb_path_query_array(config, '$.options[*].id');
begin
  return case type
    when 'text' then format('length(%s) <= %s and %1$s !~ ''[\n\r]''', t, v_length)
    when 'long_text' then format('length(%s) <= %s', t, v_length)
    when 'integer' then format('abs(%s::numeric) <= 9007199254740991 and %1$s::numeric %% 1 = 0', j) || v_range
    when 'number' then format('abs(%s::numeric) < 1e38 and scale(%1$s::numeric) <= 30', j) || v_range
    when 'currency' then format('abs(%s::numeric) < 1e13 and scale(%1$s::numeric) <= 4', j) || v_range
    when 'boolean' then 'true'
    when 'date' then format('length(%s) = 10 and ', t) || private.calendar_condition(t)
    when 'datetime' then format('substr(%s, 11) ~ ''^T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$'' and ', t)
      || private.calendar_condition(t)
    when 'select' then format('%s <@ %L::jsonb', j, v_options)
    when 'multi_select' then format('%s <@ %L::jsonb and (jsonb_array_length(%1$s) < 2 or private.has_distinct_elements(%1$s))', j, v_options)
    when 'email' then format('length(%s) <= 254 and %1$s ~ %L', t, '^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$')
    when 'phone' then format('length(%s) between 2 and 50 and %1$s ~ %L', t, '^[+(]{0,2}[0-9][0-9 ()./#*+ext-]*$')
    when 'url' then format('length(%s) <= 2048 and %1$s ~ %L', t, '^https?://[^\s/?#]+\S*$')
  end;
end
$$;
comment on function private.type_condition(text, jsonb, text, text) is
  'SQL that is true for a value the type accepts. j and t are SQL expressions: the value as jsonb, already of the right JSON type, and as text.';
revoke execute on function private.type_condition(text, jsonb, text, text) from public;
