create function private.find_formula_column(columns jsonb, name text, at integer)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_column jsonb;
begin
  -- A key is what is stored, so it goes before a name; a name in another case comes last. A column that was
  -- converted is found by the key it had.
  select c.each into v_column from jsonb_array_elements(columns) as c (each)
  where c.each ->> 'key' = name or c.each -> 'replaces' ? name or lower(c.each ->> 'name') = lower(name)
  order by c.each ->> 'key' = name desc, coalesce(c.each -> 'replaces' ? name, false) desc, c.each ->> 'name' = name desc limit 1;
  if v_column is null then
    perform private.refuse_formula(at, 'unknown_column', format('there is no column {%s}', left(name, 200)));
  end if;
  return v_column;
end
$$;
comment on function private.find_formula_column(jsonb, text, integer) is
  'The column with this key or name, or formula_invalid.';
revoke execute on function private.find_formula_column(jsonb, text, integer) from public;
grant execute on function private.find_formula_column(jsonb, text, integer) to authenticated, service_role;
