create function private.type_condition(type text, config jsonb, j text, t text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_range text := case when config ? 'min' then format(' and (%s)::numeric >= %L::numeric', t, config ->> 'min') else '' end
    || case when config ? 'max' then format(' and (%s)::numeric <= %L::numeric', t, config ->> 'max') else '' end;
  v_length integer := coalesce((config ->> 'max_length')::integer, case type when 'text' then 1000 else 100000 end);
  v_options jsonb := jsonb_path_query_array(config, '$.options[*].id');
begin
  return case type
    when 'text' then format('length(%s) <= %s and %1$s !~ ''[\n\r]''', t, v_length)
    when 'long_text' then format('length(%s) <= %s', t, v_length)
    when 'integer' then format('case when %s ~ ''^-?\d{1,16}$'' then abs((%1$s)::numeric) <= 9007199254740991%s else false end', t, v_range)
    when 'number' then format('case when length(%s) <= 40 then true%s else false end', t, v_range)
    when 'currency' then format('case when %s ~ ''^-?\d{1,13}(\.\d{1,4})?$'' then true%s else false end', t, v_range)
    when 'boolean' then 'true'
    when 'date' then format('%s ~ %L', t, '^' || private.iso_date_pattern() || '$')
    when 'datetime' then format('%s ~ %L', t, '^' || private.iso_date_pattern() || 'T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$')
    when 'select' then format('%s <@ %L::jsonb', j, v_options)
    when 'multi_select' then format('%s <@ %L::jsonb and (jsonb_array_length(%1$s) < 2 or private.has_distinct_elements(%1$s))', j, v_options)
    when 'email' then format('length(%s) <= 254 and %1$s ~ %L', t, '^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$')
    when 'phone' then format('%s ~ %L', t, '^[+(]{0,2}\d([\d ()./#*+-]|x|ext\.?){1,48}$')
    when 'url' then format('length(%s) <= 2048 and %1$s ~ %L', t, '^https?://[^\s/?#]+\S*$')
  end;
end
$$;
comment on function private.type_condition(text, jsonb, text, text) is
  'SQL that is true for a value the type accepts. j and t are SQL expressions: the value as jsonb, already of the right JSON type, and as text.';
revoke execute on function private.type_condition(text, jsonb, text, text) from public;
