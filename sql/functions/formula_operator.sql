create function private.formula_operator(name text, types text[], codes text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_x constant text := codes[1];
  v_y constant text := codes[2];
begin
  return case
    when name in ('=', '<>') then format('%s %s %s', private.formula_key(types[1], v_x), name, private.formula_key(types[2], v_y))
    when name in ('<', '<=', '>', '>=') and types[1] = 'text' then
      format('coalesce((lower(nullif(%s, '''')) collate "C") %s (lower(nullif(%s, '''')) collate "C"), false)', v_x, name, v_y)
    when name in ('<', '<=', '>', '>=') then format('coalesce(%s %s %s, false)', v_x, name, v_y)
    when name = '&' then format('left(concat(%s, %s), 32767)', private.formula_as_text(types[1], v_x), private.formula_as_text(types[2], v_y))
    when name = '-' and cardinality(codes) = 1 then '- ' || v_x
    when name = '+' and types[2] = 'date' then private.formula_day(v_y, v_x)
    when name in ('+', '-') and types[1] = 'date' and types[2] = 'number' then private.formula_day(v_x, name || ' ' || v_y)
    when name in ('+', '-') and types[1] = 'datetime' and types[2] = 'number' then format('private.formula_shift_moment(%s, %s %s)', v_x, name, v_y)
    when name = '-' and types[1] = 'date' then format('(%s - %s)::numeric', v_x, v_y)
    when name = '-' and types[1] = 'datetime' then private.formula_bounded(format('round(extract(epoch from %s - %s), 20) / 86400', v_x, v_y))
    -- The dividend has 20 decimals first: PostgreSQL gives as many to the quotient.
    when name = '/' then private.formula_bounded(format('round(%s, 20) / nullif(%s, 0)', v_x, v_y))
    when name = '%' then format('private.formula_math(''mod'', %s, %s)', v_x, v_y)
    when name = '^' then format('private.formula_power(%s, %s)', v_x, v_y)
    else private.formula_bounded(format('%s %s %s', v_x, name, v_y))
  end;
end
$$;
comment on function private.formula_operator(text, text[], text[]) is
  'SQL of an operator.';
revoke execute on function private.formula_operator(text, text[], text[]) from public;
grant execute on function private.formula_operator(text, text[], text[]) to authenticated, service_role;
