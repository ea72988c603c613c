create function private.report_won(workspace_id uuid, parameters jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with asked as (
    select private.counted_time_zone(w.id) as time_zone, (date_trunc('month', now() at time zone private.counted_time_zone(w.id)) - make_interval(months => (parameters ->> 'months')::integer - 1))::date as since,
      case when parameters ->> 'pipeline_id' is not null then private.report_pipeline(w.id, parameters ->> 'pipeline_id') end as pipeline_id
    from public.workspaces as w where w.id = report_won.workspace_id
  ), closed as (
    select s.day, s.owner_id, s.label as status, s.currency, s.deals, s.amount, s.valued
    from asked as a cross join lateral private.read_deal_stats(report_won.workspace_id, 'closed', a.pipeline_id) as s where s.day >= a.since
  ), months as (
    select c.day, c.currency, sum(c.deals)::bigint as deals, sum(c.amount) as amount, sum(c.valued)::bigint as valued
    from closed as c where c.status = 'won' group by 1, 2 having sum(c.deals) > 0
  ), owners as (
    select c.owner_id, c.currency, coalesce(sum(c.deals) filter (where c.status = 'won'), 0)::bigint as deals,
      coalesce(sum(c.amount) filter (where c.status = 'won'), 0) as amount,
      coalesce(sum(c.valued) filter (where c.status = 'won'), 0)::bigint as valued, coalesce(sum(c.deals) filter (where c.status = 'lost'), 0)::bigint as lost
    from closed as c group by 1, 2
  )
  select jsonb_build_object('time_zone', a.time_zone, 'is_recounting', private.is_recounting(report_won.workspace_id), 'since', a.since, 'months', (
      select jsonb_agg(jsonb_build_object('month', to_char(d.day, 'YYYY-MM'), 'deals', coalesce(o.deals, 0), 'amounts', coalesce(o.amounts, '[]'),
        'converted', private.converted_json(report_won.workspace_id, coalesce(o.amounts, '[]'))) order by d.day)
      from generate_series(a.since, now() at time zone a.time_zone, interval '1 month') as d (day)
      left join lateral (
        select sum(m.deals) as deals, jsonb_agg(private.amount_json(m.currency, m.deals, m.amount, m.valued) order by m.currency) as amounts
        from months as m where m.day = d.day::date
      ) as o on true),
    'owners', (select coalesce(jsonb_agg(jsonb_build_object('owner_id', nullif(o.owner_id, '00000000-0000-0000-0000-000000000000'), 'name', p.full_name,
        'deals', o.deals, 'lost', o.lost, 'amounts', o.amounts, 'converted', private.converted_json(report_won.workspace_id, o.amounts))
      order by o.deals desc, o.owner_id), '[]')
      from (select x.owner_id, sum(x.deals) as deals, sum(x.lost) as lost,
        coalesce(jsonb_agg(private.amount_json(x.currency, x.deals, x.amount, x.valued) order by x.currency) filter (where x.deals > 0), '[]') as amounts
        from owners as x group by 1) as o
      left join public.user_profiles as p on p.user_id = o.owner_id))
  from asked as a
$$;
comment on function private.report_won(uuid, jsonb) is 'Won deals by month and by owner, in the time zone of the workspace. parameters: months, pipeline_id.';
revoke execute on function private.report_won(uuid, jsonb) from public;
