create function private.handle_request(
  p_role text, p_claims text, p_request jsonb, p_function text, p_arguments jsonb, out body text, out replayed boolean
)
  language plpgsql
  volatile
as $$
-- No "set search_path" here: it would cost every request, and everything below is qualified.
declare
  v_statement constant text := private.call_statement(p_function, p_arguments);
  v_user_id constant uuid := p_claims::jsonb ->> 'sub';
  v_key constant text := case when v_user_id is not null then p_request ->> 'idempotency_key' end;
begin
  replayed := false;
  if v_key is not null then
    body := private.claim_idempotency_key(v_user_id, v_key, p_request ->> 'body_hash');
    if body is not null then
      replayed := true;
      return;
    end if;
  end if;
  perform
    pg_catalog.set_config('role', p_role, true),
    pg_catalog.set_config('request.jwt.claims', p_claims, true),
    pg_catalog.set_config('request.id', p_request ->> 'id', true),
    pg_catalog.set_config('request.method', p_request ->> 'method', true),
    pg_catalog.set_config('request.path', p_request ->> 'path', true),
    pg_catalog.set_config('timezone', 'UTC', true),
    pg_catalog.set_config('transaction_read_only', p_request ->> 'read_only', true);
  execute v_statement into body using p_arguments;
  if v_key is not null then
    perform pg_catalog.set_config('role', 'none', true);
    perform private.store_idempotency_key(v_user_id, v_key, p_request ->> 'body_hash', body);
  end if;
end
$$;
comment on function private.handle_request(text, text, jsonb, text, jsonb) is 'One request in one statement: takes on the caller''s role and claims, which end with the transaction, and calls one function whose rights are then the caller''s.';
revoke execute on function private.handle_request(text, text, jsonb, text, jsonb) from public;
grant execute on function private.handle_request(text, text, jsonb, text, jsonb) to authenticator, worker;
