create function private.text_after(prefix text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- By code point, as "C" orders UTF-8. Surrogates are no characters, and behind the last one there is nothing.
  select case ascii(right(prefix, 1))
    when 1114111 then null
    when 55295 then left(prefix, -1) || chr(57344)
    else left(prefix, -1) || chr(ascii(right(prefix, 1)) + 1)
  end
$$;
comment on function private.text_after(text) is
  'The least text after all that begin with the prefix; null when it ends in the last character there is.';
revoke execute on function private.text_after(text) from public;
grant execute on function private.text_after(text) to authenticated, service_role;
