create function private.formula_replace(value text, place integer, count integer, new text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  return left(concat(left(value, place - 1), new, substr(value, place + count)), 32767);
end
$$;
comment on function private.formula_replace(text, integer, integer, text) is
  'A text with so many characters from a place on replaced.';
revoke execute on function private.formula_replace(text, integer, integer, text) from public;
grant execute on function private.formula_replace(text, integer, integer, text) to authenticated, service_role;
