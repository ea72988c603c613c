create function private.token_hash(token text)
  returns bytea
  language sql
  immutable
  set search_path = ''
as $$
  select sha256(convert_to(token, 'UTF8'))
$$;
comment on function private.token_hash(text) is 'What is stored of a token.';
revoke execute on function private.token_hash(text) from public;
