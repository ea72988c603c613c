create function private.check_formula_constants(name text, parameters text[], arguments private.formula_part[])
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_constant text;
  v_problem text;
begin
  for k in 1 .. cardinality(parameters) loop
    v_constant := arguments[k].constant;
    v_problem := null;
    -- Time of a pattern that comes from a cell could not be bounded.
    if parameters[k] = 'pattern' and v_constant is null then
      v_problem := 'a pattern is written out as a text, it cannot be computed';
    elsif parameters[k] = 'pattern' then
      v_problem := 'the pattern ' || private.pattern_problem(v_constant);
    elsif parameters[k] = 'unit' and lower(rtrim(v_constant, 'sS')) not in ('second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year') then
      v_problem := 'the units are "seconds", "minutes", "hours", "days", "weeks", "months", "quarters" and "years"';
    end if;
    if v_problem is not null then
      perform private.refuse_formula(arguments[k].at, 'wrong_value', v_problem);
    end if;
  end loop;
end
$$;
comment on function private.check_formula_constants(text, text[], private.formula_part[]) is
  'Refuses patterns and units that are written out and wrong.';
revoke execute on function private.check_formula_constants(text, text[], private.formula_part[]) from public;
grant execute on function private.check_formula_constants(text, text[], private.formula_part[]) to authenticated, service_role;
