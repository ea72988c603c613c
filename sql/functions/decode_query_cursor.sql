create function private.decode_query_cursor(cursor text, digest text, keys private.sort_key[], out is_backward boolean, out place text[])
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_parts jsonb;
  v_count constant integer := cardinality(keys);
begin
  is_backward := false;
  if cursor is null then
    return;
  end if;
  begin
    v_parts := convert_from(decode(rpad(translate(cursor, '-_', '+/'), (length(cursor) + 3) / 4 * 4, '='), 'base64'), 'UTF8');
    place := (array(select jsonb_array_elements_text(v_parts)))[3:];
    -- Each part becomes what it has to be, or the cursor is none of ours.
    if v_parts ->> 0 = digest and v_parts ->> 1 in ('next', 'previous') and cardinality(place) = v_count + 1
      and array_position(place, null) is null then
      is_backward := v_parts ->> 1 = 'previous';
      place[v_count + 1] := place[v_count + 1]::uuid;
      for v_n in 1..v_count loop
        if not keys[v_n].is_text then
          place[v_n] := place[v_n]::double precision;
        end if;
      end loop;
      return;
    end if;
  exception when data_exception then
    null;
  end;
  raise exception 'This cursor does not belong to this query'
    using errcode = 'invalid_parameter_value', constraint = 'cursor_invalid', hint = 'Start again without a cursor.';
end
$$;
comment on function private.decode_query_cursor(text, text, private.sort_key[]) is
  'The place of a cursor and which way to go, or cursor_invalid; a cursor names a place, never a right.';
revoke execute on function private.decode_query_cursor(text, text, private.sort_key[]) from public;
grant execute on function private.decode_query_cursor(text, text, private.sort_key[]) to authenticated, service_role;
