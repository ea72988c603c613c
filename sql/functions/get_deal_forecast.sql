create function public.get_deal_forecast(workspace_id uuid, pipeline_id uuid default null, max_age integer default null)
  returns jsonb
  language sql
  volatile
  set search_path = ''
as $$
  select private.cached_report(workspace_id, 'forecast', jsonb_build_object('pipeline_id', pipeline_id), max_age)
$$;
comment on function public.get_deal_forecast(uuid, uuid, integer) is
  'What open deals should bring, by the month in which they are expected, weighted by the probability of their stage.';
revoke execute on function public.get_deal_forecast(uuid, uuid, integer) from public;
grant execute on function public.get_deal_forecast(uuid, uuid, integer) to authenticated, service_role;
