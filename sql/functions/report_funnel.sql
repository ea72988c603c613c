create function private.report_funnel(workspace_id uuid, parameters jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with asked as (
    select private.report_pipeline(report_funnel.workspace_id, parameters ->> 'pipeline_id') as pipeline_id
  ), states as (
    select s.* from asked as a cross join lateral private.read_deal_stats(report_funnel.workspace_id, 'state', a.pipeline_id) as s where s.deals > 0
  ), paths as (
    select p.stage, sum(p.deals) as reached, sum(p.deals) filter (where p.label in ('forward', 'won')) as went_on,
      sum(p.deals) filter (where p.label = 'won') as won, sum(p.deals) filter (where p.label = 'lost') as lost,
      sum(p.seconds) / nullif(sum(p.stays), 0) as seconds
    from asked as a cross join lateral private.read_deal_stats(report_funnel.workspace_id, 'path', a.pipeline_id) as p group by 1
  )
  select jsonb_build_object('pipeline_id', a.pipeline_id, 'stages', (
    select jsonb_agg(jsonb_build_object(
      'stage', g.key, 'name', g.name, 'probability', g.probability, 'deals', coalesce(o.deals, 0), 'statuses', coalesce(o.statuses, '[]'),
      'amounts', coalesce(o.amounts, '[]'), 'converted', private.converted_json(report_funnel.workspace_id, coalesce(o.amounts, '[]')),
      'reached', coalesce(p.reached, 0), 'went_on', coalesce(p.went_on, 0), 'won', coalesce(p.won, 0), 'lost', coalesce(p.lost, 0),
      'conversion', round(coalesce(p.went_on, 0)::numeric / nullif(p.reached, 0), 4), 'average_seconds', round(p.seconds)) order by g.position)
    from public.pipeline_stages as g
    left join paths as p on p.stage = g.key
    left join lateral (
      select sum(c.deals) as deals, jsonb_agg(private.amount_json(c.currency, c.deals::bigint, c.amount, c.valued) order by c.currency) as amounts, (
        select jsonb_agg(jsonb_build_object('status', s.label, 'currency', s.currency, 'deals', s.deals, 'amount', trim_scale(s.amount)::text)
          order by s.label, s.currency) from states as s where s.stage = g.key) as statuses
      from (select s.currency, sum(s.deals) as deals, sum(s.amount) as amount, sum(s.valued)::bigint as valued from states as s where s.stage = g.key group by 1) as c
    ) as o on true
    where g.workspace_id = report_funnel.workspace_id and g.pipeline_id = a.pipeline_id))
  from asked as a
$$;
comment on function private.report_funnel(uuid, jsonb) is
  'By stage: what is there now, and of what ever was there the share that went on and how long it took. parameters: pipeline_id.';
revoke execute on function private.report_funnel(uuid, jsonb) from public;
