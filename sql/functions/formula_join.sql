create function private.formula_join(separator text, elements text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  return left(array_to_string(array(
    select u.x from unnest(elements) with ordinality as u (x, n) where u.x <> '' order by u.n
  ), coalesce(left(separator, 1000), '')), 32767);
end
$$;
comment on function private.formula_join(text, text[]) is
  'All texts that are not blank with a separator between them, at most 32767 characters.';
revoke execute on function private.formula_join(text, text[]) from public;
grant execute on function private.formula_join(text, text[]) to authenticated, service_role;
