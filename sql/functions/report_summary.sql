create function private.report_summary(workspace_id uuid, parameters jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with asked as (
    select (now() at time zone private.counted_time_zone(w.id))::date - (parameters ->> 'new_days')::integer + 1 as since, private.counted_time_zone(w.id) as time_zone,
      case when parameters ->> 'pipeline_id' is not null then private.report_pipeline(w.id, parameters ->> 'pipeline_id') end as pipeline_id
    from public.workspaces as w where w.id = report_summary.workspace_id
  ), states as (
    select s.label as status, s.currency, sum(s.deals)::bigint as deals, sum(s.amount) as amount, sum(s.valued)::bigint as valued
    from asked as a cross join lateral private.read_deal_stats(report_summary.workspace_id, 'state', a.pipeline_id) as s
    group by 1, 2 having sum(s.deals) > 0
  ), fresh as (
    select s.currency, sum(s.deals)::bigint as deals, sum(s.amount) as amount, sum(s.valued)::bigint as valued
    from asked as a cross join lateral private.read_deal_stats(report_summary.workspace_id, 'created', a.pipeline_id) as s
    where s.day >= a.since group by 1 having sum(s.deals) > 0
  ), statuses (status, n) as (values ('new', 1), ('in_progress', 2), ('won', 3), ('lost', 4))
  select jsonb_build_object(
    'time_zone', a.time_zone, 'is_recounting', private.is_recounting(report_summary.workspace_id), 'pipeline_id', a.pipeline_id, 'deals', (select coalesce(sum(s.deals), 0) from states as s),
    'statuses', (select jsonb_agg(jsonb_build_object(
      'status', t.status, 'deals', coalesce(o.deals, 0), 'amounts', coalesce(o.amounts, '[]'),
      'converted', private.converted_json(report_summary.workspace_id, coalesce(o.amounts, '[]'))) order by t.n)
      from statuses as t left join lateral (
        select sum(s.deals) as deals, jsonb_agg(private.amount_json(s.currency, s.deals, s.amount, s.valued) order by s.currency) as amounts
        from states as s where s.status = t.status
      ) as o on true),
    'new', (select jsonb_build_object('days', parameters -> 'new_days', 'since', a.since, 'deals', coalesce(sum(f.deals), 0),
      'amounts', coalesce(jsonb_agg(private.amount_json(f.currency, f.deals, f.amount, f.valued) order by f.currency), '[]')) from fresh as f),
    'win_rate', (select round(sum(s.deals) filter (where s.status = 'won')::numeric / nullif(sum(s.deals), 0), 4) from states as s where s.status in ('won', 'lost')))
  from asked as a
$$;
comment on function private.report_summary(uuid, jsonb) is
  'Count and sum by status and currency, the average of won, what is new. parameters: new_days, pipeline_id.';
revoke execute on function private.report_summary(uuid, jsonb) from public;
