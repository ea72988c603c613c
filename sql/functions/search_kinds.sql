create function private.search_kinds()
  returns text[]
  language sql
  immutable
  parallel safe
  return array['item', 'comment', 'contact', 'deal'];
comment on function private.search_kinds() is 'What can be searched.';
revoke execute on function private.search_kinds() from public;
grant execute on function private.search_kinds() to authenticated, service_role;
