create function private.formula_math(name text, x numeric, y numeric)
  returns numeric
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_x constant numeric := round(x, 20);
  v_y constant numeric := round(y, 20);
  v_result numeric;
begin
  v_result := case
    when name = 'log' and v_x > 0 and v_y > 0 and v_y <> 1 then round(ln(v_x), 30) / ln(v_y)
    when name = 'roundup' then trunc(x, least(greatest(trunc(y), -38), 20)::integer)
    when name in ('mod', 'floor', 'ceiling') and y <> 0 then mod(x, y)
  end;
  v_result := case
    when name = 'roundup' and v_result <> x then v_result + sign(x) * round(power(10::numeric, - least(greatest(trunc(y), -38), 20)), 20)
    -- What is left has the sign of the dividend: made that of the divisor.
    when name in ('mod', 'floor') and v_result <> 0 and sign(v_result) <> sign(y) then v_result + y
    when name = 'ceiling' and v_result <> 0 and sign(v_result) = sign(y) then v_result - y
    else v_result end;
  v_result := case when name in ('floor', 'ceiling') then x - v_result else v_result end;
  return case when abs(round(v_result, 20)) < 1e38 then round(v_result, 20) end;
end
$$;
comment on function private.formula_math(text, numeric, numeric) is
  'A function of one or two numbers by the rule of formulas; null where it has no value.';
revoke execute on function private.formula_math(text, numeric, numeric) from public;
grant execute on function private.formula_math(text, numeric, numeric) to authenticated, service_role;
