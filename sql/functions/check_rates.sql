create function private.check_rates(workspace_id uuid, rates jsonb)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  select jsonb_agg(jsonb_build_object('field', format('rates[%s].%s', r.row, p.field), 'row', r.row, 'code', 'exchange_rate_invalid', 'message', p.message) order by r.row)
  into v_problems
  from (
    select e.n - 1 as row, e.rate ->> 'currency' as currency, e.rate ->> 'rate' as rate, e.rate ->> 'as_of' as as_of,
      row_number() over (partition by e.rate ->> 'currency' order by e.n) as nth
    from jsonb_array_elements(rates) with ordinality as e (rate, n)
  ) as r
  join public.workspaces as w on w.id = check_rates.workspace_id
  cross join lateral (values
    ('currency', format('%s is not a currency of ISO 4217', coalesce(r.currency, 'nothing')), not coalesce(private.is_currency(r.currency), false)),
    ('currency', format('%s is the currency of the workspace itself, which needs no rate', r.currency), r.currency = w.default_currency),
    ('currency', format('%s is named twice', r.currency), r.nth > 1),
    ('rate', 'must be a number above 0 with at most 12 digits on each side', not coalesce(r.rate ~ '^[0-9]{1,12}(\.[0-9]{1,12})?$' and r.rate ~ '[1-9]', false)),
    ('as_of', 'must be a day from 1900-01-01 to today', r.as_of is not null
      and not coalesce(private.formula_parse_date(r.as_of) between '1900-01-01' and greatest(current_date, private.today_in(w.time_zone)), false))
  ) as p (field, message, is_so)
  where p.is_so;
  if v_problems is not null then
    raise exception '%: %', v_problems -> 0 ->> 'field', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'exchange_rate_invalid', detail = v_problems::text, hint = 'Nothing was changed.';
  end if;
end
$$;
comment on function private.check_rates(uuid, jsonb) is
  'Refuses rates that cannot all be kept, naming each row: a currency that is not there, its own, named twice; what is no rate; a day to come.';
revoke execute on function private.check_rates(uuid, jsonb) from public;
grant execute on function private.check_rates(uuid, jsonb) to authenticated, service_role;
