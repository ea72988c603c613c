create function private.formula_day(day text, days text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format('date ''0001-01-01'' + nullif(nullif(least(greatest((%s - date ''0001-01-01'') + trunc(%s), -1), 3652059), -1), 3652059)::integer', day, days)
$$;
comment on function private.formula_day(text, text) is
  'SQL of a day so many whole days later; null outside the years 1 to 9999.';
revoke execute on function private.formula_day(text, text) from public;
grant execute on function private.formula_day(text, text) to authenticated, service_role;
