create function private.column_family(type text)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select t.family from public.column_types as t where t.type = column_family.type
$$;
comment on function private.column_family(text) is
  'The family of a type: what it can be asked, sorted and computed like.';
revoke execute on function private.column_family(text) from public;
grant execute on function private.column_family(text) to authenticated, service_role;
