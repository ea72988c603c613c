create function private.number_condition(type text, config jsonb, n text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case type
    when 'integer' then format('abs(%s) <= 9007199254740991 and %1$s %% 1 = 0', n)
    when 'number' then format('abs(%s) < 1e38 and scale(%1$s) <= 30', n)
    when 'currency' then format('abs(%s) < 1e13 and scale(%1$s) <= 4', n)
    when 'percent' then format('abs(%s) < 1e9 and scale(%1$s) <= 12', n)
    when 'rating' then format('%s between 1 and 10 and %1$s %% 1 = 0', n)
    when 'duration' then format('abs(%s) < 1e10 and scale(%1$s) <= 3', n)
  end
  || case when config ? 'min' then format(' and %s >= %L::numeric', n, config ->> 'min') else '' end
  || case when config ? 'max' or type = 'rating' then format(' and %s <= %L::numeric', n, coalesce(config ->> 'max', '5')) else '' end
$$;
comment on function private.number_condition(text, jsonb, text) is
  'SQL that is true for a number the type accepts. n is an SQL expression of type numeric.';
revoke execute on function private.number_condition(text, jsonb, text) from public;
