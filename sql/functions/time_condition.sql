create function private.time_condition(type text, config jsonb, t text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Text in this form sorts as time does, but for the fraction of a second, which a limit never has.
  select private.calendar_condition(t, case type
    when 'date' then '$'
    else 'T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?\d?\d?\d?\d?)?Z$'
  end)
  || case when config ? 'min' then format(' and (left(%s, 19) collate "C") >= %L', t, rtrim(config ->> 'min', 'Z')) else '' end
  || case when config ? 'max' then format(
    ' and ((left(%s, 19) collate "C") < %L or left(%1$s, 19) = %2$L and rtrim(substr(%1$s, 20), ''.0Z'') = '''')', t, rtrim(config ->> 'max', 'Z')
  ) else '' end
$$;
comment on function private.time_condition(text, jsonb, text) is
  'SQL that is true for a date or datetime the column accepts. t is an SQL expression of type text.';
revoke execute on function private.time_condition(text, jsonb, text) from public;
