create function private.encode_link_cursor(relation private.relation, place integer, other_id uuid)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select translate(encode(substring(sha256(convert_to(concat(relation.item_id, relation.column_id, relation.is_inverse), 'UTF8')) from 1 for 8)
    || int4send(place) || uuid_send(other_id), 'base64'), '+/=', '-_')
$$;
comment on function private.encode_link_cursor(private.relation, integer, uuid) is
  'Where a page of links ended, as base64url; null where place is.';
revoke execute on function private.encode_link_cursor(private.relation, integer, uuid) from public;
grant execute on function private.encode_link_cursor(private.relation, integer, uuid) to authenticated, service_role;
