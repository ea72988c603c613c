create function private.encode_match_cursor(matching public.matchings, item_id uuid, item_version bigint, place jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Bound to both as they were: a page after a change of either would skip and repeat.
  select translate(encode(
    substring(sha256(convert_to(concat_ws(' ', matching.id, matching.version, item_id, item_version), 'UTF8')) from 1 for 8)
    || int4send((place ->> 1)::integer) || uuid_send((place ->> 0)::uuid), 'base64'), E'+/=\n', '-_')
$$;
comment on function private.encode_match_cursor(public.matchings, uuid, bigint, jsonb) is
  'Where a page of matches ended, as base64url; place is [id, score].';
revoke execute on function private.encode_match_cursor(public.matchings, uuid, bigint, jsonb) from public;
grant execute on function private.encode_match_cursor(public.matchings, uuid, bigint, jsonb) to authenticated, service_role;
