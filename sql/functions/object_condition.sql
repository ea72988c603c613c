create function private.object_condition(type text, config jsonb, j text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Cases, because a cast must not be tried on what is no number.
  select case type
    when 'json' then format('length(%s::text) <= 65536 and not %1$s @? ''strict $.**{33}''', j)
    when 'address' then format('%1$s - %2$L::text[] = ''{}'' and not %1$s @? %3$L and coalesce(%1$s ->> ''country'' = any (%4$L::text[]), true)',
      j, '{street,unit,city,region,postal_code,country}',
      'strict $.* ? (@.type() != "string" || @ == "" || @ like_regex "[\\n\\r]" || @ like_regex "^.{201}" flag "s")',
      private.country_codes())
    when 'geo_point' then format('case when %s - ''{lat,lng}''::text[] = ''{}'' and jsonb_typeof(%1$s -> ''lat'') = ''number'' and jsonb_typeof(%1$s -> ''lng'') = ''number'''
      ' then abs((%1$s -> ''lat'')::numeric) <= 90 and abs((%1$s -> ''lng'')::numeric) <= 180'
      ' and scale((%1$s -> ''lat'')::numeric) <= 15 and scale((%1$s -> ''lng'')::numeric) <= 15 else false end', j)
    when 'number_range' then format('case when %s - ''{min,max}''::text[] = ''{}'' and %1$s <> ''{}'''
      ' and coalesce(jsonb_typeof(%1$s -> ''min''), ''number'') = ''number'' and coalesce(jsonb_typeof(%1$s -> ''max''), ''number'') = ''number'''
      ' then coalesce((%1$s -> ''min'')::numeric <= (%1$s -> ''max'')::numeric, true) and coalesce(%2$s, true) and coalesce(%3$s, true) else false end',
      j, private.number_condition('number', config, format('(%s -> ''min'')::numeric', j)),
      private.number_condition('number', config, format('(%s -> ''max'')::numeric', j)))
  end
$$;
comment on function private.object_condition(text, jsonb, text) is
  'SQL that is true for a structured value the type accepts. j is an SQL expression of type jsonb, an object unless the type is json.';
revoke execute on function private.object_condition(text, jsonb, text) from public;
