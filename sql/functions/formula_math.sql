create function private.formula_math(name text, x numeric, y numeric)
  returns numeric
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_places constant integer := least(greatest(trunc(y), -38), 20);
  -- Multiples of -7 are those of 7.
  v_step constant numeric := case when name = 'mod' then y else abs(y) end;
  v_rest numeric;
  v_result numeric;
begin
  if name = 'log' then
    v_result := case when round(x, 20) > 0 and round(y, 20) > 0 and round(y, 20) <> 1 then ln(round(round(x, 20), 40)) / ln(round(round(y, 20), 40)) end;
  elsif name = 'roundup' then
    v_result := trunc(x, v_places);
    v_result := case when v_result = x then x else v_result + sign(x) * round(power(10::numeric, - v_places), 20) end;
  elsif y <> 0 then
    v_rest := mod(x, v_step);
    -- What is left has the sign of the dividend: made that of the divisor.
    v_rest := case when v_rest <> 0 and sign(v_rest) <> sign(v_step) then v_rest + v_step else v_rest end;
    v_result := case when name = 'mod' then v_rest when name = 'ceiling' and v_rest <> 0 then x - v_rest + v_step else x - v_rest end;
  end if;
  v_result := round(v_result, 20);
  return case when abs(v_result) < 1e38 then v_result end;
end
$$;
comment on function private.formula_math(text, numeric, numeric) is
  'A function of two numbers by the rule of formulas; null where it has no value.';
revoke execute on function private.formula_math(text, numeric, numeric) from public;
grant execute on function private.formula_math(text, numeric, numeric) to authenticated, service_role;
