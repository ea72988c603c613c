create function private.decode_error_cursor(cursor text, import_id uuid, out row_number bigint, out column_name text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_bytes bytea;
begin
  row_number := 0;
  column_name := '';
  if cursor is null then
    return;
  end if;
  begin
    v_bytes := decode(rpad(translate(cursor, '-_', '+/'), (length(cursor) + 3) / 4 * 4, '='), 'base64');
    column_name := convert_from(substring(v_bytes from 25), 'UTF8');
  exception when others then
    v_bytes := null;
  end;
  if v_bytes is null or length(v_bytes) < 24 or encode(substring(v_bytes from 1 for 16), 'hex')::uuid <> import_id then
    raise exception 'This cursor does not belong to this query'
      using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
  end if;
  row_number := ('x' || encode(substring(v_bytes from 17 for 8), 'hex'))::bit(64)::bigint;
end
$$;
comment on function private.decode_error_cursor(text, uuid) is 'The place of a cursor, or cursor_invalid; a cursor names a place, never a right.';
revoke execute on function private.decode_error_cursor(text, uuid) from public;
grant execute on function private.decode_error_cursor(text, uuid) to authenticated, service_role;
