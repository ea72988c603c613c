create function private.formula_bounded(code text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- The code once, or formulas would double with each operator. greatest and least pass over null: it
  -- becomes one of the bounds, and null again.
  select format('nullif(nullif(greatest(least(round(%s, 20), 1e38), -1e38), 1e38), -1e38)', code)
$$;
comment on function private.formula_bounded(text) is
  'SQL of a number by the rule of formulas: 20 decimals, halves away from zero, null from 1e38 on.';
revoke execute on function private.formula_bounded(text) from public;
grant execute on function private.formula_bounded(text) to authenticated, service_role;
