create function private.decode_cursor(cursor text, list_id uuid)
  returns uuid
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_bytes bytea;
begin
  if cursor is null then
    return null;
  end if;
  if cursor ~ '^[A-Za-z0-9_-]{43}$' then
    v_bytes := decode(translate(cursor, '-_', '+/') || '=', 'base64');
  end if;
  if v_bytes is null or encode(substring(v_bytes from 1 for 16), 'hex')::uuid <> list_id then
    raise exception 'This cursor does not belong to this query'
      using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
  end if;
  return encode(substring(v_bytes from 17), 'hex')::uuid;
end
$$;
comment on function private.decode_cursor(text, uuid) is 'The item of a cursor, or cursor_invalid; a cursor names a place, never a right.';
revoke execute on function private.decode_cursor(text, uuid) from public;
grant execute on function private.decode_cursor(text, uuid) to authenticated, service_role;
