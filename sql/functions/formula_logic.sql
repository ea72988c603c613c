create function private.formula_logic(name text, types text[], codes text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_true constant text[] := array(select format('coalesce(%s, false)', c.code) from unnest(codes) with ordinality as c (code, n) order by c.n);
  v_count constant integer := cardinality(codes);
  v_cases text;
begin
  if name in ('ifs', 'switch') then
    v_cases := (
      select string_agg(format('when %s then %s', case name when 'ifs' then v_true[c.n] else private.formula_key(types[c.n], codes[c.n]) end, codes[c.n + 1]), ' ' order by c.n)
      from generate_series(case name when 'ifs' then 1 else 2 end, v_count - 1, 2) as c (n)
    );
    return format('case %s %s%s end', case name when 'switch' then private.formula_key(types[1], codes[1]) else '' end, v_cases,
      case when (v_count % 2 = 1) = (name = 'ifs') then ' else ' || codes[v_count] else '' end);
  end if;
  return case name
    when 'if' then format('case when %s then %s%s end', v_true[1], codes[2], coalesce(' else ' || codes[3], ''))
    when 'and' then array_to_string(v_true, ' and ')
    when 'or' then array_to_string(v_true, ' or ')
    when 'not' then 'not ' || v_true[1]
    when 'xor' then format('(%s) %% 2 = 1', (select string_agg(t || '::integer', ' + ') from unnest(v_true) as t))
    when 'coalesce' then format('coalesce(%s)', (
      select string_agg(case types[1] when 'text' then format('nullif(%s, '''')', c.code) else c.code end, ', ' order by c.n)
      from unnest(codes) with ordinality as c (code, n)
    ))
    when 'is_blank' then format(case types[1] when 'text' then 'nullif(%s, '''') is null' else '%s is null' end, codes[1])
    when 'is_number' then case types[1] when 'number' then codes[1] || ' is not null'
      when 'text' then format('private.formula_parse_number(%s) is not null', codes[1]) else format('(%s is null) is null', codes[1]) end
  end;
end
$$;
comment on function private.formula_logic(text, text[], text[]) is
  'SQL of a function of logic. True and false alone: a blank is false.';
revoke execute on function private.formula_logic(text, text[], text[]) from public;
grant execute on function private.formula_logic(text, text[], text[]) to authenticated, service_role;
