create function private.formula_unit(unit text)
  returns text
  language sql
  immutable
  strict
  set search_path = ''
as $$
  select case when length(unit) <= 10 then rtrim(lower(unit), 's') end
$$;
comment on function private.formula_unit(text) is
  'A unit of time without its plural.';
revoke execute on function private.formula_unit(text) from public;
grant execute on function private.formula_unit(text) to authenticated, service_role;
