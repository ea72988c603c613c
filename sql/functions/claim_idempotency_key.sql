create function private.claim_idempotency_key(user_id uuid, key text, request_hash text)
  returns text
  language plpgsql
  volatile
  security definer  -- the API's login reads no table
  set search_path = ''
as $$
declare
  v_stored private.idempotency_keys;
begin
  -- Whoever comes second while the first is at work is told so at once instead of waiting.
  if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended(user_id::text || key, 0)) then
    raise exception 'The same request is being worked on'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'idempotency_in_flight', hint = 'Wait for its answer, then repeat.';
  end if;
  select k.* into v_stored from private.idempotency_keys as k
  where k.user_id = claim_idempotency_key.user_id and k.key = claim_idempotency_key.key;
  if v_stored.request_hash <> claim_idempotency_key.request_hash then
    raise exception 'This Idempotency-Key came with another request'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'idempotency_key_reused', hint = 'Use a new key for a new request.';
  end if;
  return v_stored.response;
end
$$;
comment on function private.claim_idempotency_key(uuid, text, text) is 'The stored answer of an earlier request with this key, or null and the key is locked until the transaction ends.';
revoke execute on function private.claim_idempotency_key(uuid, text, text) from public;
grant execute on function private.claim_idempotency_key(uuid, text, text) to authenticator;
