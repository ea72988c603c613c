create function public.restore_deals(workspace_id uuid, deal_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('restored', jsonb_array_length(private.write_batch('restore', 'deal', workspace_id, private.named_rows(deal_ids))));
end
$$;
comment on function public.restore_deals(uuid, jsonb) is 'Takes 1 to 1,000 deals out of the trash, all or none.';
revoke execute on function public.restore_deals(uuid, jsonb) from public;
grant execute on function public.restore_deals(uuid, jsonb) to authenticated, service_role;
