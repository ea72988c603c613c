create function private.tg_deals__stats()
  returns trigger
  language plpgsql
  security definer  -- the statistics are nobody's to write
  set search_path = ''
as $$
declare
  -- What is counted of a deal: a change of anything else leaves no difference behind.
  v_counted constant text := '(%1$s.pipeline_id, %1$s.stage, %1$s.status, %1$s.owner_id, %1$s.currency, %1$s.amount, %1$s.expected_close_date, '
    '%1$s.closed_at, %1$s.deleted_at is null)';
  v_rows constant text := case tg_op
    when 'INSERT' then 'select n as deal, 1 as sign from new_rows as n'
    when 'DELETE' then 'select o as deal, -1 as sign from old_rows as o'
    else 'select s.deal, s.sign from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id '
      'cross join lateral (values (n, 1), (o, -1)) as s (deal, sign) where '
      || format(v_counted, 'n') || ' is distinct from ' || format(v_counted, 'o') end;
begin
  -- Of a workspace that is going with all its deals nothing is left to count.
  execute 'insert into private.deal_stat_deltas (workspace_id, kind, pipeline_id, stage, label, owner_id, currency, day, deals, amount) '
    'select w.id, f.kind, (r.deal).pipeline_id, f.stage, f.label, f.owner_id, (r.deal).currency, f.day, sum(r.sign), sum(r.sign * coalesce((r.deal).amount, 0)) '
    'from (' || v_rows || ') as r join public.workspaces as w on w.id = (r.deal).workspace_id '
    'cross join lateral private.deal_facts(r.deal, w.time_zone) as f group by 1, 2, 3, 4, 5, 6, 7, 8 '
    'having sum(r.sign) <> 0 or sum(r.sign * coalesce((r.deal).amount, 0)) <> 0';
  return null;
end
$$;
comment on function private.tg_deals__stats() is
  'Notes by how much a statement changed counts and sums of deals. Rows of its own: two writers never wait for each other, and a rollback takes them along.';
revoke execute on function private.tg_deals__stats() from public;
