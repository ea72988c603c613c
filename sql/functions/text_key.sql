create function private.text_key(cell text)
  returns text
  language sql
  immutable
  parallel safe
  return coalesce(left(lower(cell), 200), '') collate "C";
comment on function private.text_key(text) is
  'Sort key of a cell as text: 200 characters in lower case, which fit into an index; "", which no cell holds, of an empty one.';
revoke execute on function private.text_key(text) from public;
grant execute on function private.text_key(text) to authenticated, service_role;
