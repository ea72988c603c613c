create function private.decode_duplicates_cursor(cursor text, workspace_id uuid)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_place text;
begin
  if cursor is null then
    return null;
  end if;
  if cursor ~ '^[A-Za-z0-9_-]{114}$' then
    v_place := convert_from(substring(decode(translate(cursor, '-_', '+/') || '==', 'base64') from 17), 'SQL_ASCII');
  end if;
  if v_place is null or v_place !~ '^[0-9a-f-]{36} [0-9a-f]{32}$'
    or private.encode_duplicates_cursor(workspace_id, v_place) <> cursor then
    raise exception 'This cursor does not belong to this query'
      using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
  end if;
  return v_place;
end
$$;
comment on function private.decode_duplicates_cursor(text, uuid) is 'The place of a cursor, or cursor_invalid; a cursor names a place, never a right.';
revoke execute on function private.decode_duplicates_cursor(text, uuid) from public;
grant execute on function private.decode_duplicates_cursor(text, uuid) to authenticated, service_role;
