create function private.formula_key(type text, code text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case type
    when 'text' then format('lower(coalesce(%s, ''''))', code)
    when 'boolean' then format('coalesce(%s, false)', code)
    else format('coalesce(%s, '''')', private.formula_as_text(type, code)) end
$$;
comment on function private.formula_key(text, text) is
  'SQL of what two values have in common when they are the same; never null.';
revoke execute on function private.formula_key(text, text) from public;
grant execute on function private.formula_key(text, text) to authenticated, service_role;
