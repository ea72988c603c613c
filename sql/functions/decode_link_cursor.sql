create function private.decode_link_cursor(cursor text, relation private.relation, out place integer, out other_id uuid)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_bytes bytea;
begin
  place := -2147483648;
  other_id := '00000000-0000-0000-0000-000000000000';
  if cursor is null then
    return;
  end if;
  if cursor ~ '^[A-Za-z0-9_-]{38}$' then
    v_bytes := decode(translate(cursor, '-_', '+/') || '==', 'base64');
    place := ('x' || encode(substring(v_bytes from 9 for 4), 'hex'))::bit(32)::integer;
    other_id := encode(substring(v_bytes from 13 for 16), 'hex')::uuid;
  end if;
  if private.encode_link_cursor(relation, place, other_id) is distinct from cursor then
    raise exception 'This cursor does not belong to this query'
      using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
  end if;
end
$$;
comment on function private.decode_link_cursor(text, private.relation) is
  'The place of a cursor, or cursor_invalid; a cursor names a place, never a right.';
revoke execute on function private.decode_link_cursor(text, private.relation) from public;
grant execute on function private.decode_link_cursor(text, private.relation) to authenticated, service_role;
