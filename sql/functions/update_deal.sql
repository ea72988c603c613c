create function public.update_deal(deal_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.update_records('deal', private.record_workspace('deal', deal_id),
    jsonb_build_array(changes || jsonb_build_object('id', deal_id, 'version', version))) -> 0;
end
$$;
comment on function public.update_deal(uuid, jsonb, bigint) is 'Changes the named fields of a deal.';
revoke execute on function public.update_deal(uuid, jsonb, bigint) from public;
grant execute on function public.update_deal(uuid, jsonb, bigint) to authenticated, service_role;
