create function private.encode_duplicates_cursor(workspace_id uuid, place text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select translate(encode(uuid_send(workspace_id) || convert_to(place, 'UTF8'), 'base64'), E'+/=\n', '-_')
$$;
comment on function private.encode_duplicates_cursor(uuid, text) is 'Where a page of groups ended, as base64url: the workspace, the first contact, the group.';
revoke execute on function private.encode_duplicates_cursor(uuid, text) from public;
grant execute on function private.encode_duplicates_cursor(uuid, text) to authenticated, service_role;
