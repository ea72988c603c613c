create function private.tg_deal_stages__stats()
  returns trigger
  language plpgsql
  security definer  -- the statistics are nobody's to write
  set search_path = ''
as $$
declare
  v_rows constant text := concat_ws(' union all ',
    case when tg_op <> 'DELETE' then 'select n.*, 1 as sign from new_rows as n where n.is_counted' end,
    case when tg_op <> 'INSERT' then 'select o.*, -1 as sign from old_rows as o where o.is_counted' end);
begin
  execute 'insert into private.deal_stat_deltas (workspace_id, kind, pipeline_id, stage, label, deals, seconds, stays) '
    'select r.workspace_id, ''path'', r.pipeline_id, r.stage, coalesce(r.exit, ''''), sum(r.sign), sum(r.sign * r.seconds), sum(r.sign * r.stays) '
    'from (' || v_rows || ') as r group by 1, 2, 3, 4, 5 having sum(r.sign) <> 0 or sum(r.sign * r.seconds) <> 0 or sum(r.sign * r.stays) <> 0';
  return null;
end
$$;
comment on function private.tg_deal_stages__stats() is 'Notes by how much a statement changed what is known of the ways of deals.';
revoke execute on function private.tg_deal_stages__stats() from public;
