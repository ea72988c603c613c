create function private.formula_list(name text, types text[], codes text[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Values that are no list need none.
  select case when cardinality(codes) > 1 and name in ('min', 'max') then
      format('%s(%s)', case name when 'min' then 'least' else 'greatest' end, array_to_string(codes, ', '))
    when cardinality(codes) > 1 and name = 'sum' then private.formula_bounded((
      select string_agg(format('coalesce(%s, 0)', c.code), ' + ' order by c.n) from unnest(codes) with ordinality as c (code, n)))
    else case name
    when 'sum' then private.formula_bounded(format('(select coalesce(sum(u.x), 0) from unnest(%s) as u (x))', codes[1]))
    when 'average' then private.formula_bounded(format('(select round(sum(u.x), 20) / nullif(count(u.x), 0) from unnest(%s) as u (x))', codes[1]))
    when 'min' then format('select min(u.x) from unnest(%s) as u (x)', codes[1])
    when 'max' then format('select max(u.x) from unnest(%s) as u (x)', codes[1])
    when 'count' then format('select count(nullif(u.x, ''''))::numeric from unnest(%s) as u (x)', codes[1])
    when 'join' then format('private.formula_join(%s, %s)', codes[1], codes[2])
    when 'includes' then format('select coalesce(bool_or(lower(u.x) = lower(nullif(%s, ''''))), false) from unnest(%s) as u (x)',
      private.formula_as_text(types[2], codes[2]), codes[1])
  end end
$$;
comment on function private.formula_list(text, text[], text[]) is
  'SQL of a function over a list, a PostgreSQL array.';
revoke execute on function private.formula_list(text, text[], text[]) from public;
grant execute on function private.formula_list(text, text[], text[]) to authenticated, service_role;
