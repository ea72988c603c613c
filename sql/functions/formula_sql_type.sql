create function private.formula_sql_type(type text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case rtrim(type, '[]*') when 'number' then 'numeric' when 'datetime' then 'timestamptz' when 'boolean' then 'boolean' when 'date' then 'date' else 'text' end
    || case when type ~ '[]*]$' then '[]' else '' end
$$;
comment on function private.formula_sql_type(text) is
  'The type of PostgreSQL in which formulas compute a type of theirs.';
revoke execute on function private.formula_sql_type(text) from public;
grant execute on function private.formula_sql_type(text) to authenticated, service_role;
