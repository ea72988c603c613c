create function private.formula_as_text(type text, code text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case type
    when 'number' then format('trim_scale(%s)::text', code)
    when 'boolean' then format('(%s)::text', code)
    when 'date' then format('to_char(%s, ''YYYY-MM-DD'')', code)
    when 'datetime' then format('replace(to_char(%s at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"''), ''.000000Z'', ''Z'')', code)
    else code end
$$;
comment on function private.formula_as_text(text, text) is
  'SQL of a value as text, as its cell is written.';
revoke execute on function private.formula_as_text(text, text) from public;
grant execute on function private.formula_as_text(text, text) to authenticated, service_role;
