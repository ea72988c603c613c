create function public.find_exchange_rates(workspace_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'crm.read');
  return private.rates_json(workspace_id);
end
$$;
comment on function public.find_exchange_rates(uuid) is 'The exchange rates that a workspace keeps.';
revoke execute on function public.find_exchange_rates(uuid) from public;
grant execute on function public.find_exchange_rates(uuid) to authenticated, service_role;
