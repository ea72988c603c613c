create function public.set_exchange_rates(workspace_id uuid, rates jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'rates.write');
  perform private.check_fields(e.rate, '{currency,rate,as_of}') from jsonb_array_elements(rates) as e (rate);
  perform private.check_rates(workspace_id, rates);
  delete from public.exchange_rates as x
  where x.workspace_id = set_exchange_rates.workspace_id
    and not exists (select from jsonb_array_elements(rates) as e (rate) where e.rate ->> 'currency' = x.currency);
  update public.exchange_rates as x set rate = (e.rate ->> 'rate')::numeric, as_of = coalesce((e.rate ->> 'as_of')::date, current_date)
  from jsonb_array_elements(rates) as e (rate)
  where x.workspace_id = set_exchange_rates.workspace_id and x.currency = e.rate ->> 'currency';
  insert into public.exchange_rates (workspace_id, currency, rate, as_of)
  select set_exchange_rates.workspace_id, e.rate ->> 'currency', (e.rate ->> 'rate')::numeric, coalesce((e.rate ->> 'as_of')::date, current_date)
  from jsonb_array_elements(rates) as e (rate)
  where not exists (
    select from public.exchange_rates as x where x.workspace_id = set_exchange_rates.workspace_id and x.currency = e.rate ->> 'currency'
  );
  return private.rates_json(workspace_id);
end
$$;
comment on function public.set_exchange_rates(uuid, jsonb) is
  'Replaces the exchange rates of a workspace by [{currency, rate, as_of}], each in its default currency; none: amounts are not converted.';
revoke execute on function public.set_exchange_rates(uuid, jsonb) from public;
grant execute on function public.set_exchange_rates(uuid, jsonb) to authenticated, service_role;
