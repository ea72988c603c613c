create function private.type_condition(type text, config jsonb, j text, t text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_length integer := coalesce((config ->> 'max_length')::integer, case type when 'text' then 1000 else 100000 end);
  v_options jsonb := jsonb_path_query_array(config, '$.options[*].id');
  -- "C": \d and \w mean ASCII, whatever the database's own collation is.
  v_pattern text := case when config ? 'pattern' then format(' and (%s collate "C") ~ %L', t, '^(?:' || (config ->> 'pattern') || ')$') else '' end;
begin
  return case
    when type = 'text' then format('length(%s) <= %s and strpos(%1$s, chr(10)) = 0 and strpos(%1$s, chr(13)) = 0', t, v_length) || v_pattern
    when type = 'long_text' then format('length(%s) <= %s', t, v_length)
    when type in ('integer', 'number', 'currency', 'percent', 'rating', 'duration') then
      private.number_condition(type, config, format('%s::numeric', j))
    when type = 'boolean' then 'true'
    when type in ('date', 'datetime') then private.time_condition(type, config, t)
    when type = 'select' then format('%s <@ %L::jsonb', j, v_options)
    when type = 'multi_select' then
      format('%s <@ %L::jsonb and (jsonb_array_length(%1$s) < 2 or private.has_distinct_elements(%1$s))', j, v_options)
    when type = 'email' then format('length(%s) <= 254 and %1$s ~ %L', t, '^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$') || v_pattern
    when type = 'phone' then format('length(%s) between 2 and 50 and %1$s ~ %L', t, '^[+(]{0,2}[0-9][0-9 ()./#*+ext-]*$') || v_pattern
    when type = 'url' then format('length(%s) <= 2048 and %1$s ~ %L', t, '^https?://[^\s/?#]+\S*$') || v_pattern
    when type = 'user' then format('%s ~ %L', t, '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    when type in ('address', 'geo_point', 'number_range', 'json') then private.object_condition(type, config, j)
  end;
end
$$;
comment on function private.type_condition(text, jsonb, text, text) is
  'SQL that is true for a value the type accepts. j and t are SQL expressions: the value as jsonb, already of the right JSON type, and as text.';
revoke execute on function private.type_condition(text, jsonb, text, text) from public;
