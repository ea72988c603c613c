create function private.amount_json(currency text, deals bigint, amount numeric, valued bigint)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select jsonb_build_object('currency', currency, 'deals', deals, 'amount', trim_scale(amount)::text,
    'average', trim_scale(round(amount / nullif(valued, 0), 4))::text)
$$;
comment on function private.amount_json(text, bigint, numeric, bigint) is 'So many deals in a currency, their amount together and on average of those that have one (valued), as decimal strings.';
revoke execute on function private.amount_json(text, bigint, numeric, bigint) from public;
