create function public.trash_deal(deal_id uuid, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.write_batch('trash', 'deal', private.record_workspace('deal', deal_id),
    jsonb_build_array(jsonb_build_object('id', deal_id, 'version', version))) -> 0;
end
$$;
comment on function public.trash_deal(uuid, bigint) is 'Puts a deal into the trash.';
revoke execute on function public.trash_deal(uuid, bigint) from public;
grant execute on function public.trash_deal(uuid, bigint) to authenticated, service_role;
