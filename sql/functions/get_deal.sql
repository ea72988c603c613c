create function public.get_deal(deal_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return (
    select private.deal_json(t) from public.deals as t
    where t.id = get_deal.deal_id and t.workspace_id = private.record_workspace('deal', get_deal.deal_id)
  );
end
$$;
comment on function public.get_deal(uuid) is 'One deal; also from the trash.';
revoke execute on function public.get_deal(uuid) from public;
grant execute on function public.get_deal(uuid) to authenticated, service_role;
