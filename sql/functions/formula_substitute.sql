create function private.formula_substitute(value text, old text, new text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if value is null or coalesce(old, '') = '' or strpos(value, old) = 0 then
    return value;
  elsif coalesce(new, '') = '' then
    return replace(value, old, '');
  end if;
  -- Cut before it is put together: a text of commas could become ten thousand times as long.
  return left(array_to_string((string_to_array(value, old))[:32767 / length(new) + 2], new), 32767);
end
$$;
comment on function private.formula_substitute(text, text, text) is
  'A text with every occurrence of a part replaced, at most 32767 characters of it.';
revoke execute on function private.formula_substitute(text, text, text) from public;
grant execute on function private.formula_substitute(text, text, text) to authenticated, service_role;
