create function private.formula_whole(code text, low integer, high integer)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format('least(greatest(trunc(coalesce(%s, 0)), %s), %s)::integer', code, low, high)
$$;
comment on function private.formula_whole(text, integer, integer) is
  'SQL of a number as a whole one between two bounds; a blank is 0.';
revoke execute on function private.formula_whole(text, integer, integer) from public;
grant execute on function private.formula_whole(text, integer, integer) to authenticated, service_role;
