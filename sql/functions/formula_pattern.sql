create function private.formula_pattern(pattern text)
  returns text
  language sql
  immutable
  strict
  set search_path = ''
as $$
  -- Groups that remember what they matched would make PostgreSQL try ways to split a match; these do not.
  select string_agg(case t.token when '(' then '(?:' else t.token end, '' order by t.n)
  from private.pattern_tokens(pattern) with ordinality as t (token, n)
$$;
comment on function private.formula_pattern(text) is
  'A pattern whose groups only group.';
revoke execute on function private.formula_pattern(text) from public;
grant execute on function private.formula_pattern(text) to authenticated, service_role;
