create function public.get_deal_funnel(workspace_id uuid, pipeline_id uuid default null, max_age integer default null)
  returns jsonb
  language sql
  volatile
  set search_path = ''
as $$
  select private.cached_report(workspace_id, 'funnel', jsonb_build_object('pipeline_id', pipeline_id), max_age)
$$;
comment on function public.get_deal_funnel(uuid, uuid, integer) is
  'The stages of a pipeline, the default one unless named: deals and amounts now; conversion and time in stage from history.';
revoke execute on function public.get_deal_funnel(uuid, uuid, integer) from public;
grant execute on function public.get_deal_funnel(uuid, uuid, integer) to authenticated, service_role;
