create function private.encode_cursor(list_id uuid, item_id uuid)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select translate(encode(uuid_send(list_id) || uuid_send(item_id), 'base64'), '+/=', '-_')
$$;
comment on function private.encode_cursor(uuid, uuid) is 'Where a page ended, as base64url: the list it belongs to and the last item.';
revoke execute on function private.encode_cursor(uuid, uuid) from public;
grant execute on function private.encode_cursor(uuid, uuid) to authenticated, service_role;
