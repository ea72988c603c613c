create function private.amount_json(currency text, deals bigint, amount numeric)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select jsonb_build_object('currency', currency, 'deals', deals, 'amount', trim_scale(amount)::text,
    'average', trim_scale(round(amount / nullif(deals, 0), 4))::text)
$$;
comment on function private.amount_json(text, bigint, numeric) is 'So many deals in a currency, their amount together and on average, as decimal strings.';
revoke execute on function private.amount_json(text, bigint, numeric) from public;
