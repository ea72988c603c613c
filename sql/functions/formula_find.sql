create function private.formula_find(part text, value text, place integer)
  returns numeric
  language sql
  immutable
  strict
  set search_path = ''
as $$
  select (place - 1 + nullif(strpos(substr(value, place), part), 0))::numeric where part <> '' and place <= length(value)
$$;
comment on function private.formula_find(text, text, integer) is
  'Where a part first stands in a text from a place on, or null.';
revoke execute on function private.formula_find(text, text, integer) from public;
grant execute on function private.formula_find(text, text, integer) to authenticated, service_role;
