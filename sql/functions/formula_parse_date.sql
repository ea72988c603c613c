create function private.formula_parse_date(value text)
  returns date
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_day constant text := btrim(value);
begin
  if (v_day collate "C") !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    return null;
  end if;
  -- The day is the same only if the calendar has it.
  return (select d from private.formula_make_date(left(v_day, 4)::numeric, substr(v_day, 6, 2)::numeric, right(v_day, 2)::numeric) as d
    where to_char(d, 'YYYY-MM-DD') = v_day);
end
$$;
comment on function private.formula_parse_date(text) is
  'The day that a text YYYY-MM-DD says, or null.';
revoke execute on function private.formula_parse_date(text) from public;
grant execute on function private.formula_parse_date(text) to authenticated, service_role;
