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
  v_changed constant text := format(' join %%s as w on w.id = r.id and w.workspace_id = r.workspace_id where %s is distinct from %s',
    format(v_counted, 'r'), format(v_counted, 'w'));
begin
  -- Of a workspace that is going with all its deals nothing is left to count.
  execute 'insert into private.deal_stat_deltas (workspace_id, kind, pipeline_id, stage, label, owner_id, currency, day, deals, amount, valued) '
    'select w.id, f.kind, r.pipeline_id, f.fact_stage, f.label, f.fact_owner_id, r.currency, f.day, sum(r.sign), sum(r.sign * coalesce(r.amount, 0)), '
    'coalesce(sum(r.sign) filter (where r.amount is not null), 0) from ('
    || concat_ws(' union all ',
      case when tg_op <> 'DELETE' then 'select r.*, 1 as sign from new_rows as r' || case when tg_op = 'UPDATE' then format(v_changed, 'old_rows') else '' end end,
      case when tg_op <> 'INSERT' then 'select r.*, -1 as sign from old_rows as r' || case when tg_op = 'UPDATE' then format(v_changed, 'new_rows') else '' end end)
    || ') as r join public.workspaces as w on w.id = r.workspace_id left join private.deal_stat_zones as z on z.workspace_id = w.id '
    'cross join lateral private.deal_facts(r.stage, r.status, r.owner_id, r.created_at, r.closed_at, r.expected_close_date, r.deleted_at, coalesce(z.time_zone, w.time_zone)) as f '
    'group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(r.sign) <> 0 or sum(r.sign * coalesce(r.amount, 0)) <> 0 '
    'or sum(r.sign) filter (where r.amount is not null) <> 0';
  return null;
end
$$;
comment on function private.tg_deals__stats() is
  'Notes by how much a statement changed counts and sums of deals. Rows of its own: two writers never wait for each other, and a rollback takes them along.';
revoke execute on function private.tg_deals__stats() from public;
