create function private.tg_lists__compile()
  returns trigger
  language plpgsql
  security definer  -- list_checks is nobody's to write
  set search_path = ''
as $$
begin
  perform private.compile_list(n.id) from new_rows as n;
  return null;
end
$$;
comment on function private.tg_lists__compile() is 'A new list accepts items without values until it has columns.';
revoke execute on function private.tg_lists__compile() from public;
