create function private.formula_repeat(value text, count integer)
  returns text
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
begin
  return case when value = '' then '' else left(repeat(left(value, 32767), least(count, 32767 / least(length(value), 32767) + 1)), 32767) end;
end
$$;
comment on function private.formula_repeat(text, integer) is
  'A text so many times, at most 32767 characters of it.';
revoke execute on function private.formula_repeat(text, integer) from public;
grant execute on function private.formula_repeat(text, integer) to authenticated, service_role;
