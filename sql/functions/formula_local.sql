create function private.formula_local(type text, code text)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select case type when 'date' then format('(%s)::timestamp', code) else format('(%s at time zone (select private.formula_zone()))', code) end
$$;
comment on function private.formula_local(text, text) is
  'SQL of a day or moment as the clock shows it to who asks.';
revoke execute on function private.formula_local(text, text) from public;
grant execute on function private.formula_local(text, text) to authenticated, service_role;
