create function private.store_idempotency_key(user_id uuid, key text, request_hash text, response text)
  returns void
  language sql
  volatile
  security definer  -- the API's login writes no table
  set search_path = ''
as $$
  -- A token is shown once: a replay answers without it.
  insert into private.idempotency_keys (user_id, key, request_hash, response)
  values (user_id, key, request_hash, coalesce((response::jsonb - 'token')::text, 'null'))
$$;
comment on function private.store_idempotency_key(uuid, text, text, text) is 'Keeps an answer for replays, in the transaction that made it.';
revoke execute on function private.store_idempotency_key(uuid, text, text, text) from public;
grant execute on function private.store_idempotency_key(uuid, text, text, text) to authenticator;
