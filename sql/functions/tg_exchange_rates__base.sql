create function private.tg_exchange_rates__base()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- Whoever may not see the workspace is told so by the policies.
  new.base_currency := coalesce((select w.default_currency from public.workspaces as w where w.id = new.workspace_id), new.base_currency, '');
  return new;
end
$$;
comment on function private.tg_exchange_rates__base() is 'A rate is in the currency that the workspace has when it is given.';
revoke execute on function private.tg_exchange_rates__base() from public;
