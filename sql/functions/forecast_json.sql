create function private.forecast_json(currency text, deals bigint, amount numeric, weighted numeric)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select jsonb_build_object('currency', currency, 'deals', deals, 'amount', trim_scale(amount)::text, 'weighted', trim_scale(round(weighted, 4))::text)
$$;
comment on function private.forecast_json(text, bigint, numeric, numeric) is 'So many open deals in a currency, in full and weighted, as decimal strings.';
revoke execute on function private.forecast_json(text, bigint, numeric, numeric) from public;
