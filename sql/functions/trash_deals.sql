create function public.trash_deals(workspace_id uuid, deal_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('trashed', jsonb_array_length(private.write_batch('trash', 'deal', workspace_id, private.named_rows(deal_ids))));
end
$$;
comment on function public.trash_deals(uuid, jsonb) is 'Puts 1 to 1,000 deals into the trash, all or none.';
revoke execute on function public.trash_deals(uuid, jsonb) from public;
grant execute on function public.trash_deals(uuid, jsonb) to authenticated, service_role;
