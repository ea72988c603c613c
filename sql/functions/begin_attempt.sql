create function private.begin_attempt(action text, account text, address text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  -- The address first, always: two attempts that share both wait for each other in one order.
  if address is not null then
    perform private.count_attempt(action || ' from ' || address, 5);
  end if;
  if account is not null then
    perform private.count_attempt(action || ' of ' || lower(account), 5);
  end if;
end
$$;
comment on function private.begin_attempt(text, text, text) is
  'Counts an attempt against its account and its address: five a minute each, then too_many_attempts. Its caller commits it before the secret is compared.';
revoke execute on function private.begin_attempt(text, text, text) from public;
grant execute on function private.begin_attempt(text, text, text) to service_role;
