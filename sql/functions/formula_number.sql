create function private.formula_number(name text, types text[], codes text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_x constant text := codes[1];
  v_places constant text := private.formula_whole(coalesce(codes[2], '0'), -38, 20);
begin
  return case
    when name = 'round' then private.formula_bounded(format('round(%s, %s)', v_x, v_places))
    when name = 'rounddown' then format('trunc(%s, %s)', v_x, v_places)
    when name = 'roundup' then format('private.formula_math(''roundup'', %s, %s)', v_x, v_places)
    when name in ('floor', 'ceiling') and cardinality(codes) = 2 then format('private.formula_math(%L, %s, %s)', name, v_x, codes[2])
    when name in ('floor', 'int') then private.formula_bounded(format('floor(%s)', v_x))
    when name = 'ceiling' then private.formula_bounded(format('ceil(%s)', v_x))
    when name in ('abs', 'sign') then format('%s(%s)', name, v_x)
    when name = 'mod' then format('private.formula_math(''mod'', %s, %s)', v_x, codes[2])
    when name = 'power' then format('private.formula_power(%s, %s)', v_x, codes[2])
    when name = 'log' then format('private.formula_math(''log'', %s, %s)', v_x, coalesce(codes[2], '10'))
    -- greatest and least pass over null, which ends at the bound that stands for it.
    when name = 'sqrt' then format('round(sqrt(nullif(greatest(round(%s, 20), -1e-20), -1e-20)), 20)', v_x)
    when name = 'exp' then private.formula_bounded(format('exp(nullif(greatest(least(round(%s, 20), 88), -60), 88))', v_x))
    when name = 'ln' then format('round(ln(nullif(greatest(round(%s, 20), 0), 0)), 20)', v_x)
    when name = 'pi' then '3.14159265358979323846'
    when types[1] = 'text' then format('private.formula_parse_number(%s)', v_x)
    when types[1] = 'boolean' then format('(%s)::integer::numeric', v_x)
    else v_x
  end;
end
$$;
comment on function private.formula_number(text, text[], text[]) is
  'SQL of a function of numbers.';
revoke execute on function private.formula_number(text, text[], text[]) from public;
grant execute on function private.formula_number(text, text[], text[]) to authenticated, service_role;
