create function private.new_token()
  returns text
  language sql
  volatile
  set search_path = ''
as $$
  -- 366 random bits hashed to 256; base64url, 43 characters. Needs no extension.
  select translate(rtrim(encode(sha256(
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
  ), 'base64'), '='), '+/', '-_')
$$;
comment on function private.new_token() is 'A secret of 256 bits as 43 characters.';
revoke execute on function private.new_token() from public;
