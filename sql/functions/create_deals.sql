create function public.create_deals(workspace_id uuid, deals jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('deals', private.write_batch('create', 'deal', workspace_id, deals));
end
$$;
comment on function public.create_deals(uuid, jsonb) is 'Creates 1 to 1,000 deals from an array of {title, contact_id, amount, …}, all or none.';
revoke execute on function public.create_deals(uuid, jsonb) from public;
grant execute on function public.create_deals(uuid, jsonb) to authenticated, service_role;
