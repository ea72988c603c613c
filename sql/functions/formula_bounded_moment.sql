create function private.formula_bounded_moment(moment timestamptz)
  returns timestamptz
  language sql
  immutable
  strict
  set search_path = ''
as $$
  select case when moment between '0001-01-01 00:00:00Z' and '9999-12-31 23:59:59.999999Z' then moment end
$$;
comment on function private.formula_bounded_moment(timestamptz) is
  'The moment, or null outside the years 1 to 9999.';
revoke execute on function private.formula_bounded_moment(timestamptz) from public;
grant execute on function private.formula_bounded_moment(timestamptz) to authenticated, service_role;
