create function private.purge_expired()
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker reads and writes none of these tables
  set search_path = ''
as $$
declare
  v_sessions integer;
  v_tokens integer;
  v_keys integer;
  v_attempts integer;
  v_invitations integer;
begin
  -- A day later than they end, so that "expired" can still be told from "unknown" in an investigation.
  delete from private.sessions as s where s.expires_at < now() - interval '1 day';
  get diagnostics v_sessions = row_count;
  delete from private.one_time_tokens as t where t.expires_at < now() - interval '1 day';
  get diagnostics v_tokens = row_count;
  delete from private.idempotency_keys as k where k.created_at < now() - interval '1 day';
  get diagnostics v_keys = row_count;
  delete from private.attempts as a where a.started_at < now() - interval '1 hour';
  get diagnostics v_attempts = row_count;
  delete from private.invitation_tokens as t
  using public.workspace_invitations as i
  where i.id = t.invitation_id and i.workspace_id = t.workspace_id and i.expires_at < now() - interval '1 day';
  -- One that nobody answered for a month is over; until then it can be sent again.
  update public.workspace_invitations as i set status = 'revoked'
  where i.status = 'invited' and i.expires_at < now() - interval '30 days';
  get diagnostics v_invitations = row_count;
  return jsonb_build_object('sessions', v_sessions, 'one_time_tokens', v_tokens, 'idempotency_keys', v_keys,
    'attempts', v_attempts, 'invitations', v_invitations);
end
$$;
comment on function private.purge_expired() is
  'Clears what has expired: sessions, one-time tokens, idempotency keys, attempts, tokens of invitations; returns how many.';
revoke execute on function private.purge_expired() from public;
grant execute on function private.purge_expired() to worker;
