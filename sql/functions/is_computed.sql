create function private.is_computed(type text)
  returns boolean
  language sql
  immutable
  set search_path = ''
as $$
  select type in ('relation', 'lookup', 'rollup', 'count', 'formula', 'attachment')
$$;
comment on function private.is_computed(text) is
  'Whether cells of the type are made when read, by private.computed_columns.';
revoke execute on function private.is_computed(text) from public;
grant execute on function private.is_computed(text) to authenticated, service_role;
