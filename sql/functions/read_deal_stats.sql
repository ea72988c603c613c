create function private.read_deal_stats(workspace_id uuid, kind text, pipeline_id uuid default null)
  returns table (
    pipeline_id uuid, stage text, label text, owner_id uuid, currency text, day date, deals bigint, amount numeric,
    seconds double precision, stays bigint, valued bigint
  )
  language sql
  stable
  set search_path = ''
as $$
  select r.pipeline_id, r.stage, r.label, r.owner_id, r.currency, r.day,
    sum(r.deals)::bigint, sum(r.amount), sum(r.seconds), sum(r.stays)::bigint, sum(r.valued)::bigint
  from (
    select s.pipeline_id, s.stage, s.label, s.owner_id, s.currency, s.day, s.deals, s.amount, s.seconds, s.stays, s.valued
    from private.deal_stats as s where s.workspace_id = read_deal_stats.workspace_id and s.kind = read_deal_stats.kind
    union all
    select d.pipeline_id, d.stage, d.label, d.owner_id, d.currency, d.day, d.deals, d.amount, d.seconds, d.stays, d.valued
    from private.deal_stat_deltas as d where d.workspace_id = read_deal_stats.workspace_id and d.kind = read_deal_stats.kind
  ) as r
  where read_deal_stats.pipeline_id is null or r.pipeline_id = read_deal_stats.pipeline_id
  group by 1, 2, 3, 4, 5, 6
  having sum(r.deals) <> 0 or sum(r.amount) <> 0 or sum(r.stays) <> 0 or sum(r.valued) <> 0
$$;
comment on function private.read_deal_stats(uuid, text, uuid) is 'Counts and sums of one kind as they are now: folded ones and differences together.';
revoke execute on function private.read_deal_stats(uuid, text, uuid) from public;
