create function private.conversion_token(column_row public.list_columns, type text, config jsonb, format text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select md5(jsonb_build_array(column_row.id, column_row.version, type, coalesce(config, '{}'), format)::text)
$$;
comment on function private.conversion_token(public.list_columns, text, jsonb, text) is
  'Names what was previewed: this version of the column, these wishes. Not the items, which writers go on changing.';
revoke execute on function private.conversion_token(public.list_columns, text, jsonb, text) from public;
grant execute on function private.conversion_token(public.list_columns, text, jsonb, text) to authenticated, service_role;
