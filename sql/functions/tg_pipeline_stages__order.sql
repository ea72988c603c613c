create function private.tg_pipeline_stages__order()
  returns trigger
  language plpgsql
  security definer  -- completes what the caller was let do
  set search_path = ''
as $$
declare
  v_turned public.stage_moves[];
begin
  -- Of two stages that changed places, the moves change roles: what was forward is back, and asks for what back asked for.
  with turned as (
    select m.id, m.workspace_id
    from public.stage_moves as m
    join public.pipeline_stages as f on f.pipeline_id = m.pipeline_id and f.workspace_id = m.workspace_id and f.key = m.from_stage
    join public.pipeline_stages as t on t.pipeline_id = m.pipeline_id and t.workspace_id = m.workspace_id and t.key = m.to_stage
    left join old_rows as fo on fo.id = f.id and fo.workspace_id = f.workspace_id
    left join old_rows as tn on tn.id = t.id and tn.workspace_id = t.workspace_id
    where (m.pipeline_id, m.workspace_id) in (select n.pipeline_id, n.workspace_id from new_rows as n)
      and ((f.position, f.key) < (t.position, t.key))
        <> ((coalesce(fo.position, f.position), f.key) < (coalesce(tn.position, t.position), t.key))
  ), gone as (
    delete from public.stage_moves as m using turned as d where m.id = d.id and m.workspace_id = d.workspace_id returning m.*
  )
  select array_agg(g) into v_turned from gone as g;
  insert into public.stage_moves (workspace_id, pipeline_id, from_stage, to_stage, minimum_role)
  select m.workspace_id, m.pipeline_id, m.to_stage, m.from_stage, m.minimum_role from unnest(v_turned) as m;
  return null;
end
$$;
comment on function private.tg_pipeline_stages__order() is 'Keeps what forward and back ask for when stages change places.';
revoke execute on function private.tg_pipeline_stages__order() from public;
