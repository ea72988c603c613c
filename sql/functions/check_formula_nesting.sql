create function private.check_formula_nesting(part private.formula_part)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  -- Without the brackets in texts.
  v_brackets constant text := regexp_replace(part.code, '''(?:[^'']|'''')*''|[^()'']+', '', 'g');
  v_depth integer;
begin
  -- The parser of PostgreSQL gives up at some 5000, the planner slows down before.
  v_depth := (
    select max(d.depth) from (
      select sum(case b.c when '(' then 1 else -1 end) over (order by b.n) as depth from string_to_table(v_brackets, null) with ordinality as b (c, n)
    ) as d
  );
  if v_depth > 1500 then
    perform private.refuse_formula(part.at, 'too_nested', 'the formula and the formulas that it uses are nested too deep in each other; compute a part of it in fewer steps');
  end if;
end
$$;
comment on function private.check_formula_nesting(private.formula_part) is
  'Refuses SQL that is nested deeper than a query can be.';
revoke execute on function private.check_formula_nesting(private.formula_part) from public;
grant execute on function private.check_formula_nesting(private.formula_part) to authenticated, service_role;
