create function private.converted_json(workspace_id uuid, amounts jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select case when exists (select from public.exchange_rates as r where r.workspace_id = converted_json.workspace_id) then jsonb_build_object(
    'currency', w.default_currency,
    -- A sum that silently left a currency out would be no sum.
    'amount', case when count(*) filter (where k.rate is null) = 0 then trim_scale(round(coalesce(sum(a.amount * k.rate), 0), 4))::text end,
    'rates_as_of', min(k.as_of) filter (where a.currency <> w.default_currency),
    'missing_rates', coalesce(jsonb_agg(distinct a.currency) filter (where k.rate is null), '[]')) end
  from public.workspaces as w
  left join lateral (
    select e.element ->> 'currency' as currency, (e.element ->> 'amount')::numeric as amount from jsonb_array_elements(amounts) as e (element)
  ) as a on true
  left join lateral (
    select 1::numeric as rate, null::date as as_of where a.currency is not distinct from w.default_currency or a.currency is null
    union all
    select r.rate, r.as_of from public.exchange_rates as r
    where r.workspace_id = w.id and r.currency = a.currency and a.currency <> w.default_currency
      and r.base_currency = w.default_currency
  ) as k on true
  where w.id = converted_json.workspace_id
  group by w.id, w.default_currency
$$;
comment on function private.converted_json(uuid, jsonb) is
  'Amounts [{currency, amount}] in the default currency by the workspace''s own rates, with the day of the oldest; null where it keeps none. A rate given in another base counts as missing.';
revoke execute on function private.converted_json(uuid, jsonb) from public;
