create function private.report_forecast(workspace_id uuid, parameters jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with asked as (
    select w.time_zone, date_trunc('month', now() at time zone w.time_zone)::date as this_month,
      case when parameters ->> 'pipeline_id' is not null then private.report_pipeline(w.id, parameters ->> 'pipeline_id') end as pipeline_id
    from public.workspaces as w where w.id = report_forecast.workspace_id
  ), expected as (
    select s.day, s.currency, sum(s.deals)::bigint as deals, sum(s.amount) as amount, sum(s.amount * g.probability / 100) as weighted
    from asked as a
    cross join lateral private.read_deal_stats(report_forecast.workspace_id, 'open', a.pipeline_id) as s
    join public.pipeline_stages as g on g.workspace_id = report_forecast.workspace_id and g.pipeline_id = s.pipeline_id and g.key = s.stage
    where s.deals > 0
    group by 1, 2
  ), months as (
    select e.day, sum(e.deals) as deals, jsonb_agg(private.forecast_json(e.currency, e.deals, e.amount, e.weighted) order by e.currency) as amounts,
      jsonb_agg(jsonb_build_object('currency', e.currency, 'amount', e.weighted)) as weighted
    from expected as e group by 1
  ), totals as (
    select e.currency, sum(e.deals)::bigint as deals, sum(e.amount) as amount, sum(e.weighted) as weighted from expected as e group by 1
  )
  select jsonb_build_object('time_zone', a.time_zone, 'months', (
      select coalesce(jsonb_agg(jsonb_build_object('month', case when m.day < 'infinity' then to_char(m.day, 'YYYY-MM') end,
        'is_overdue', m.day < a.this_month, 'deals', m.deals, 'amounts', m.amounts,
        'converted', private.converted_json(report_forecast.workspace_id, m.weighted)) order by m.day), '[]') from months as m),
    'amounts', (select coalesce(jsonb_agg(private.forecast_json(t.currency, t.deals, t.amount, t.weighted) order by t.currency), '[]') from totals as t),
    'converted', private.converted_json(report_forecast.workspace_id,
      (select coalesce(jsonb_agg(jsonb_build_object('currency', t.currency, 'amount', t.weighted)), '[]') from totals as t)))
  from asked as a
$$;
comment on function private.report_forecast(uuid, jsonb) is
  'Open deals by the month in which they should be decided, each weighted by the probability of its stage. parameters: pipeline_id.';
revoke execute on function private.report_forecast(uuid, jsonb) from public;
