create function private.formula_lists(parameters text[], types text[], solved text[], codes text[])
  returns text[]
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_first constant integer := (select min(p.n) from unnest(parameters) with ordinality as p (name, n) where p.name ~ '\*$');
  v_last constant integer := (select max(p.n) from unnest(parameters) with ordinality as p (name, n) where p.name ~ '\*$');
  v_wanted constant text := case when parameters[v_first] = 'any*' then 'text' else solved[v_first] end;
  v_lists text;
begin
  select string_agg(case
    when types[k.n] = 'null[]' then format('null::%s[]', private.formula_sql_type(v_wanted))
    when types[k.n] !~ '\[\]$' then format('array[%s]', case when v_wanted = 'text' then private.formula_as_text(solved[k.n], codes[k.n]) else codes[k.n] end)
    when v_wanted = 'text' and solved[k.n] <> 'text' then
      format('array(select %s from unnest(%s) as u (x))', private.formula_as_text(solved[k.n], 'u.x'), codes[k.n])
    else codes[k.n] end, ' || ' order by k.n)
  into v_lists
  from generate_series(v_first, v_last) as k (n);
  return codes[:v_first - 1] || format('(%s)', v_lists) || codes[v_last + 1:];
end
$$;
comment on function private.formula_lists(text[], text[], text[], text[]) is
  'The arguments with those of a list made one, a PostgreSQL array; any values as text.';
revoke execute on function private.formula_lists(text[], text[], text[], text[]) from public;
grant execute on function private.formula_lists(text[], text[], text[], text[]) to authenticated, service_role;
