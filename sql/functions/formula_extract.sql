create function private.formula_extract(value text, pattern text)
  returns text
  language sql
  immutable
  strict
  set search_path = ''
as $$
  select (regexp_match(left(value, 2000) collate "C", pattern))[1]
$$;
comment on function private.formula_extract(text, text) is
  'The first that a pattern finds in a text, or null.';
revoke execute on function private.formula_extract(text, text) from public;
grant execute on function private.formula_extract(text, text) to authenticated, service_role;
