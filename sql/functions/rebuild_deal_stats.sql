create function private.rebuild_deal_stats(workspace_id uuid)
  returns void
  language sql
  volatile
  security definer  -- the statistics are nobody's to write
  set search_path = ''
as $$
  -- Whoever changes the zone now waits, or is waited for: what is counted is counted in the zone that is told.
  select from public.workspaces as w where w.id = rebuild_deal_stats.workspace_id for share;
  -- One statement, one snapshot: what others write meanwhile leaves differences that are not taken away here.
  with gone as (
    delete from private.deal_stats as s where s.workspace_id = rebuild_deal_stats.workspace_id
  ), noted as (
    delete from private.deal_stat_deltas as d where d.workspace_id = rebuild_deal_stats.workspace_id
  ), zoned as (
    delete from private.deal_stat_zones as z where z.workspace_id = rebuild_deal_stats.workspace_id
  ), kept as (
    delete from private.analytics_cache as c where c.workspace_id = rebuild_deal_stats.workspace_id
  ), facts as (
    insert into private.deal_stat_deltas (workspace_id, kind, pipeline_id, stage, label, owner_id, currency, day, deals, amount, valued)
    select d.workspace_id, f.kind, d.pipeline_id, f.fact_stage, f.label, f.fact_owner_id, d.currency, f.day, count(*), sum(coalesce(d.amount, 0)), count(d.amount)
    from public.deals as d
    join public.workspaces as w on w.id = d.workspace_id
    cross join lateral private.deal_facts(d.stage, d.status, d.owner_id, d.created_at, d.closed_at, d.expected_close_date, d.deleted_at, w.time_zone) as f
    where d.workspace_id = rebuild_deal_stats.workspace_id
    group by 1, 2, 3, 4, 5, 6, 7, 8
  )
  insert into private.deal_stat_deltas (workspace_id, kind, pipeline_id, stage, label, deals, seconds, stays)
  select s.workspace_id, 'path', s.pipeline_id, s.stage, coalesce(s.exit, ''), count(*), sum(s.seconds), sum(s.stays)
  from private.deal_stages as s
  where s.workspace_id = rebuild_deal_stats.workspace_id and s.is_counted
  group by 1, 2, 3, 4, 5
$$;
comment on function private.rebuild_deal_stats(uuid) is
  'Counts all deals of a workspace anew, as when its time zone has changed and with it the days.';
revoke execute on function private.rebuild_deal_stats(uuid) from public;
grant execute on function private.rebuild_deal_stats(uuid) to worker;
