create function private.tg_pipeline_stages__moves()
  returns trigger
  language plpgsql
  security definer  -- completes what the caller was let begin
  set search_path = ''
as $$
begin
  if exists (
    select from new_rows as n join public.pipeline_stages as s on s.pipeline_id = n.pipeline_id and s.workspace_id = n.workspace_id
    group by n.pipeline_id, n.id having count(*) > 50
  ) then
    raise exception 'A pipeline has at most 50 stages' using errcode = 'program_limit_exceeded', constraint = 'pipeline_stages_at_most_50';
  end if;
  insert into public.stage_moves (workspace_id, pipeline_id, from_stage, to_stage, minimum_role)
  select t.workspace_id, t.pipeline_id, f.key, t.key,
    case when f.key is null and t.key = 'closed' then 'editor' when (f.position, f.key) > (t.position, t.key) then 'admin' else 'member' end::public.workspace_role
  from public.pipeline_stages as t
  cross join lateral (
    select s.key, s.position from public.pipeline_stages as s
    where s.pipeline_id = t.pipeline_id and s.workspace_id = t.workspace_id
    union all
    select null, null
  ) as f
  where (t.pipeline_id, t.workspace_id) in (select n.pipeline_id, n.workspace_id from new_rows as n)
    and f.key is distinct from t.key and f.key is distinct from 'closed'
    -- Moves between those that were there stay as the workspace has set them.
    and (f.key in (select n.key from new_rows as n where n.pipeline_id = t.pipeline_id) or t.key in (select n.key from new_rows as n where n.pipeline_id = t.pipeline_id))
  on conflict on constraint stage_moves_move_key do nothing;
  return null;
end
$$;
comment on function private.tg_pipeline_stages__moves() is
  'A new stage has the usual moves: forward, over any number of stages, by every member, back by an admin.';
revoke execute on function private.tg_pipeline_stages__moves() from public;
