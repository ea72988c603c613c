create function private.forgive_attempt(action text, account text, address text)
  returns void
  language sql
  volatile
  security definer  -- nobody may touch the counters otherwise
  set search_path = ''
as $$
  update private.attempts as a
  set count = case when a.subject = action || ' of ' || lower(account) then 0 else greatest(a.count - 1, 0) end
  where a.subject in (action || ' of ' || lower(account), action || ' from ' || address)
$$;
comment on function private.forgive_attempt(text, text, text) is
  'Takes back what begin_attempt counted, once the attempt has succeeded: an office behind one address signs in unhindered.';
revoke execute on function private.forgive_attempt(text, text, text) from public;
