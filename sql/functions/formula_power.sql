create function private.formula_power(base numeric, exponent numeric)
  returns numeric
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_digits double precision;
begin
  if base = 0 or base = 1 or exponent = 0 then
    return case when exponent = 0 or base = 1 then 1 when exponent > 0 then 0 end;
  elsif abs(exponent) > 1e9 or base < 0 and exponent <> trunc(exponent) then
    return null;
  end if;
  -- How many digits it would have: beyond the limits it is not computed at all.
  v_digits := exponent::double precision * log(abs(base)::double precision);
  return case when v_digits > 38.5 then null when v_digits < -21 then 0
    else nullif(nullif(greatest(least(round(power(round(base, 20), exponent), 20), 1e38), -1e38), 1e38), -1e38) end;
end
$$;
comment on function private.formula_power(numeric, numeric) is
  'A power by the rule of formulas; null where there is none, or from 1e38 on.';
revoke execute on function private.formula_power(numeric, numeric) from public;
grant execute on function private.formula_power(numeric, numeric) to authenticated, service_role;
