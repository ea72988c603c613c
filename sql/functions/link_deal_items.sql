create function public.link_deal_items(deal_id uuid, item_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.link_record_items('deal', deal_id, item_ids, true);
end
$$;
comment on function public.link_deal_items(uuid, jsonb) is 'Links a deal with 1 to 1,000 items of any list; those that are linked stay so.';
revoke execute on function public.link_deal_items(uuid, jsonb) from public;
grant execute on function public.link_deal_items(uuid, jsonb) to authenticated, service_role;
