create function private.tg_events__append_only()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  raise exception 'The audit log is append-only'
    using errcode = 'restrict_violation', constraint = 'audit_is_append_only';
end
$$;
comment on function private.tg_events__append_only() is 'Refuses to change, delete or truncate events, whoever asks.';
revoke execute on function private.tg_events__append_only() from public;
