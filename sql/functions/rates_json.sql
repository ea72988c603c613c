create function private.rates_json(workspace_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('workspace_id', w.id, 'currency', w.default_currency, 'rates', (
    select coalesce(jsonb_agg(jsonb_build_object('currency', r.currency, 'rate', r.rate::text, 'base_currency', r.base_currency, 'as_of', r.as_of,
      'updated_by', r.updated_by, 'updated_at', r.updated_at) order by r.currency), '[]')
    from public.exchange_rates as r where r.workspace_id = w.id))
  from public.workspaces as w where w.id = rates_json.workspace_id
$$;
comment on function private.rates_json(uuid) is 'The exchange rates of a workspace as clients see them.';
revoke execute on function private.rates_json(uuid) from public;
grant execute on function private.rates_json(uuid) to authenticated, service_role;
