create function private.tg_exchange_rates__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_today date;
begin
  -- Where the workspace is it may be tomorrow already.
  select greatest(current_date, private.today_in(w.time_zone)) into v_today
  from public.workspaces as w where w.id = new.workspace_id;
  if new.currency = (select w.default_currency from public.workspaces as w where w.id = new.workspace_id) then
    raise exception '% is the currency of the workspace itself', new.currency
      using errcode = 'check_violation', constraint = 'exchange_rate_is_own', hint = 'Rates say what other currencies are worth in it.';
  elsif new.as_of not between '1900-01-01' and coalesce(v_today, current_date) then
    raise exception 'The rate of % cannot be of %', new.currency, new.as_of
      using errcode = 'check_violation', constraint = 'exchange_rate_day_is_past', hint = format('as_of is a day from 1900-01-01 to %s.', v_today);
  end if;
  return new;
end
$$;
comment on function private.tg_exchange_rates__rules() is
  'The default currency has no rate: it is what the others are counted in. And no rate is of a day to come.';
revoke execute on function private.tg_exchange_rates__rules() from public;
