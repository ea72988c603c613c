create function private.formula_text_change(name text, types text[], codes text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_x constant text := codes[1];
  v_y constant text := codes[2];
  v_count constant text := private.formula_whole(coalesce(codes[2], '1'), 0, 1000000);
begin
  return case
    when name = 'concat' then format('left(array_to_string(array[%s], ''''), 32767)', (
      select string_agg(private.formula_as_text(types[c.n], c.code), ', ' order by c.n) from unnest(codes) with ordinality as c (code, n)))
    when name in ('left', 'right') then format('%s(%s, %s)', name, v_x, v_count)
    when name = 'mid' then format('substr(%s, %s, %s)', v_x, private.formula_whole(v_y, 1, 1000000), private.formula_whole(codes[3], 0, 1000000))
    when name in ('upper', 'lower') then format('%s(%s)', name, v_x)
    when name = 'proper' then format('initcap(%s)', v_x)
    when name = 'trim' then format('btrim(regexp_replace(%s, ''[\s\u00A0]+'', '' '', ''g''))', v_x)
    when name = 'substitute' then format('private.formula_substitute(%s, %s, %s)', v_x, v_y, codes[3])
    when name = 'replace' then format('private.formula_replace(%s, %s, %s, %s)', v_x,
      private.formula_whole(v_y, 1, 1000000), private.formula_whole(codes[3], 0, 1000000), codes[4])
    when name = 'repeat' then format('private.formula_repeat(%s, %s)', v_x, v_count)
    when name = 'split' then format('split_part(%s, %s, %s)', v_x, v_y, private.formula_whole(codes[3], 1, 1000000))
    when name = 'text' and cardinality(codes) = 1 then private.formula_as_text(types[1], v_x)
    when name = 'text' and types[1] = 'number' then format('private.formula_number_text(%s, %s)', v_x, v_y)
    when name = 'text' then format('private.formula_time_text(%s, %s)', private.formula_local(types[1], v_x), v_y)
    when name = 'regex_extract' then format('private.formula_extract(%s, %s)', v_x, v_y)
    when name = 'regex_replace' then format('private.formula_regex_replace(%s, %s, %s)', v_x, v_y, codes[3])
  end;
end
$$;
comment on function private.formula_text_change(text, text[], text[]) is
  'SQL of a function that makes a text.';
revoke execute on function private.formula_text_change(text, text[], text[]) from public;
grant execute on function private.formula_text_change(text, text[], text[]) to authenticated, service_role;
