create function public.restore_deal(deal_id uuid)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.write_batch('restore', 'deal', private.record_workspace('deal', deal_id),
    jsonb_build_array(jsonb_build_object('id', deal_id, 'version', null))) -> 0;
end
$$;
comment on function public.restore_deal(uuid) is 'Takes a deal out of the trash.';
revoke execute on function public.restore_deal(uuid) from public;
grant execute on function public.restore_deal(uuid) to authenticated, service_role;
