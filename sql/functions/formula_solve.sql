create function private.formula_solve(parameters text[], types text[])
  returns text[]
  language sql
  immutable
  set search_path = ''
as $$
  -- The type of null alone is text.
  select array_agg(case rtrim(p.name, '*')
    when 'T' then coalesce((select u.type from unnest(parameters, types) with ordinality as u (parameter, type, n)
      where u.parameter = 'T' and u.type <> 'null' order by u.n limit 1), 'text')
    when 'S' then coalesce((select u.type from unnest(parameters, types) with ordinality as u (parameter, type, n)
      where u.parameter = 'S' and u.type <> 'null' order by u.n limit 1), 'text')
    when 'any' then case types[p.n] when 'null' then 'text' else rtrim(types[p.n], '[]') end
    when 'pattern' then 'text'
    when 'unit' then 'text'
    else rtrim(p.name, '*') end order by p.n)
  from unnest(parameters) with ordinality as p (name, n)
$$;
comment on function private.formula_solve(text[], text[]) is
  'The parameters with the types that they stand for in this call; of lists the type of an element.';
revoke execute on function private.formula_solve(text[], text[]) from public;
grant execute on function private.formula_solve(text[], text[]) to authenticated, service_role;
