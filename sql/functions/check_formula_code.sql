create function private.check_formula_code(part private.formula_part)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if length(part.code) > 100000 then
    perform private.refuse_formula(part.at, 'too_large',
      'the formula has more than 100000 characters when it is written as SQL, together with the formulas that it uses; shorten those or this');
  end if;
end
$$;
comment on function private.check_formula_code(private.formula_part) is
  'Refuses SQL that is too long to be planned for each query.';
revoke execute on function private.check_formula_code(private.formula_part) from public;
grant execute on function private.check_formula_code(private.formula_part) to authenticated, service_role;
