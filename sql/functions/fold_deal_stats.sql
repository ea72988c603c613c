create function private.fold_deal_stats()
  returns integer
  language plpgsql
  volatile
  security definer  -- the statistics are nobody's to write
  set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from private.analytics_cache as c where c.computed_at < now() - interval '1 hour';
  -- As fold_list_counts.
  with taken as (
    delete from private.deal_stat_deltas as d
    where d.id in (select l.id from private.deal_stat_deltas as l order by l.id limit 100000 for update skip locked)
    returning d.*
  ), folded as (
    insert into private.deal_stats as s (
      workspace_id, kind, pipeline_id, stage, label, owner_id, currency, day, deals, amount, seconds, stays, valued)
    select t.workspace_id, t.kind, t.pipeline_id, t.stage, t.label, t.owner_id, t.currency, t.day,
      sum(t.deals), sum(t.amount), sum(t.seconds), sum(t.stays), sum(t.valued)
    from taken as t join public.workspaces as w on w.id = t.workspace_id
    group by 1, 2, 3, 4, 5, 6, 7, 8
    order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict on constraint deal_stats_pkey do update set
      deals = s.deals + excluded.deals, amount = s.amount + excluded.amount, seconds = s.seconds + excluded.seconds, stays = s.stays + excluded.stays,
      valued = s.valued + excluded.valued
  )
  select count(*) into v_count from taken;
  return v_count;
end
$$;
comment on function private.fold_deal_stats() is 'Folds what statements noted into the statistics of their workspaces; returns how many notes there were.';
revoke execute on function private.fold_deal_stats() from public;
grant execute on function private.fold_deal_stats() to worker;
