create function private.is_read_only(type text)
  returns boolean
  language sql
  immutable
  set search_path = ''
as $$
  select type in (
    'auto_number', 'created_at', 'created_by', 'updated_at', 'updated_by', 'relation', 'lookup', 'rollup', 'count', 'formula',
    'attachment'
  )
$$;
comment on function private.is_read_only(text) is
  'Whether cells of the type are no part of values; as public.column_types.is_read_only, without reading a table.';
revoke execute on function private.is_read_only(text) from public;
