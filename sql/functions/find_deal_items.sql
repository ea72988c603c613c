create function public.find_deal_items(deal_id uuid, cursor text default null, page_size integer default 100)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return private.find_linked_items('deal', deal_id, cursor, page_size);
end
$$;
comment on function public.find_deal_items(uuid, text, integer) is 'A page of the items that a deal is linked with.';
revoke execute on function public.find_deal_items(uuid, text, integer) from public;
grant execute on function public.find_deal_items(uuid, text, integer) to authenticated, service_role;
