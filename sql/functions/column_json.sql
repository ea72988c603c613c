create function private.column_json(column_row public.list_columns)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(column_row) || jsonb_build_object('result', public.result(column_row))
$$;
comment on function private.column_json(public.list_columns) is
  'A column as clients see it.';
revoke execute on function private.column_json(public.list_columns) from public;
grant execute on function private.column_json(public.list_columns) to authenticated, service_role;
