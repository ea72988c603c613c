create function private.tg_deals__stages()
  returns trigger
  language plpgsql
  security definer  -- the history is nobody's to write
  set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    update private.deal_stages as s set is_counted = n.deleted_at is null
    from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
    where s.deal_id = n.id and s.workspace_id = n.workspace_id and (n.deleted_at is null) <> (o.deleted_at is null);
    update private.deal_stages as s set
      left_at = e.moment, seconds = s.seconds + greatest(0, extract(epoch from e.moment - s.entered_at)), stays = s.stays + 1,
      exit = case
        when n.pipeline_id <> o.pipeline_id then 'moved' when n.closed_at is not null then n.status
        when private.stage_position(n.workspace_id, n.pipeline_id, n.stage) > private.stage_position(o.workspace_id, o.pipeline_id, o.stage) then 'forward' else 'back' end
    from new_rows as n
    join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
    -- A deal that is recorded afterwards names the day on which it was closed.
    cross join lateral (select coalesce(n.closed_at, n.stage_changed_at) as moment) as e
    where s.deal_id = n.id and s.workspace_id = n.workspace_id and s.pipeline_id = o.pipeline_id and s.stage = o.stage
      and (n.pipeline_id, n.stage) <> (o.pipeline_id, o.stage);
  end if;
  -- Closed is no stage that a deal leaves again, and what closes it is the exit of the one before.
  execute 'insert into private.deal_stages as s (workspace_id, deal_id, pipeline_id, stage, entered_at, is_counted) '
    'select n.workspace_id, n.id, n.pipeline_id, n.stage, n.stage_changed_at, n.deleted_at is null from new_rows as n '
    || case when tg_op = 'UPDATE' then 'join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id '
      'where (n.pipeline_id, n.stage) <> (o.pipeline_id, o.stage) and n.closed_at is null ' else 'where n.closed_at is null ' end
    || 'on conflict on constraint deal_stages_pkey do update set entered_at = excluded.entered_at, left_at = null, exit = null';
  return null;
end
$$;
comment on function private.tg_deals__stages() is 'Keeps the history of stages: a stay ends where a deal moves on, and another begins.';
revoke execute on function private.tg_deals__stages() from public;
