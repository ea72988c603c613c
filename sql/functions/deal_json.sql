create function private.deal_json(deal public.deals)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  -- Money is a string: no reader of JSON rounds it.
  select to_jsonb(deal) - '{amount_key,title_key,search_text}'::text[] || jsonb_build_object('amount', deal.amount::text)
$$;
comment on function private.deal_json(public.deals) is 'A deal as clients see it.';
revoke execute on function private.deal_json(public.deals) from public;
grant execute on function private.deal_json(public.deals) to authenticated, service_role;
