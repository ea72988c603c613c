create function private.has_empty_cells(cells jsonb)
  returns boolean
  language sql
  immutable
  parallel safe
  return cells @? 'strict $.* ? (@ == null || @ == "" || @.type() == "array" && @.size() == 0 || @.type() == "object" && !exists(@.*))';
comment on function private.has_empty_cells(jsonb) is
  'Whether a cell holds null, "", [] or {}: an empty cell has no key, so that there is one way to be empty.';
revoke execute on function private.has_empty_cells(jsonb) from public;
grant execute on function private.has_empty_cells(jsonb) to authenticated, service_role;
