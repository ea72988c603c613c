create function private.encode_query_cursor(digest text, direction text, place jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select translate(encode(convert_to((jsonb_build_array(digest, direction) || place)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
$$;
comment on function private.encode_query_cursor(text, text, jsonb) is
  'A place in a sorted list as base64url: the digest of the query, next or previous, the sort keys and the id of an item.';
revoke execute on function private.encode_query_cursor(text, text, jsonb) from public;
grant execute on function private.encode_query_cursor(text, text, jsonb) to authenticated, service_role;
