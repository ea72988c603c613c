create function private.tg_exchange_rates__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  if new.currency = (select w.default_currency from public.workspaces as w where w.id = new.workspace_id) then
    raise exception '% is the currency of the workspace itself', new.currency
      using errcode = 'check_violation', constraint = 'exchange_rate_is_own', hint = 'Rates say what other currencies are worth in it.';
  end if;
  return new;
end
$$;
comment on function private.tg_exchange_rates__rules() is 'The default currency has no rate: it is what the others are counted in.';
revoke execute on function private.tg_exchange_rates__rules() from public;
