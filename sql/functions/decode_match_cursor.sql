create function private.decode_match_cursor(
  cursor text, matching public.matchings, item_id uuid, item_version bigint, out after_score integer, out after_id uuid
)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_bytes bytea;
begin
  after_score := 10001;
  after_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  if cursor is null then
    return;
  end if;
  if cursor ~ '^[A-Za-z0-9_-]{38}$' then
    v_bytes := decode(translate(cursor, '-_', '+/') || '==', 'base64');
    after_score := ('x' || encode(substring(v_bytes from 9 for 4), 'hex'))::bit(32)::integer;
    after_id := encode(substring(v_bytes from 13 for 16), 'hex')::uuid;
  end if;
  if private.encode_match_cursor(matching, item_id, item_version, jsonb_build_array(after_id, after_score)) is distinct from cursor then
    raise exception 'This cursor does not belong to this query'
      using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
  end if;
end
$$;
comment on function private.decode_match_cursor(text, public.matchings, uuid, bigint) is
  'The place of a cursor, or cursor_invalid; a cursor names a place, never a right.';
revoke execute on function private.decode_match_cursor(text, public.matchings, uuid, bigint) from public;
grant execute on function private.decode_match_cursor(text, public.matchings, uuid, bigint) to authenticated, service_role;
