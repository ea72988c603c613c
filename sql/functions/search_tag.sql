create function private.search_tag(workspace_id uuid)
  returns text
  language sql
  immutable
  parallel safe
  return right(workspace_id::text, 12);
comment on function private.search_tag(uuid) is
  'What the words of a workspace begin with in the index; the random end of its id. Should two share it, a search reads more and finds the same.';
revoke execute on function private.search_tag(uuid) from public;
grant execute on function private.search_tag(uuid) to authenticated, service_role;
