create function private.encode_error_cursor(error public.import_errors)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select translate(encode(
    uuid_send(error.import_id) || int8send(error.row_number) || convert_to(error.column_name, 'UTF8'), 'base64'
  ), E'+/=\n', '-_')
$$;
comment on function private.encode_error_cursor(public.import_errors) is
  'Where a page of errors ended, as base64url: the import, the row, the column.';
revoke execute on function private.encode_error_cursor(public.import_errors) from public;
grant execute on function private.encode_error_cursor(public.import_errors) to authenticated, service_role;
