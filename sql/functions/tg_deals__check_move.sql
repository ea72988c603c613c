create function private.tg_deals__check_move()
  returns trigger
  language plpgsql
  security definer  -- asks for the caller's role, which is looked up below the policies
  set search_path = ''
as $$
declare
  v_role constant public.workspace_role := private.member_role(new.workspace_id, auth.uid());
  v_is_placed constant boolean := tg_op = 'INSERT' or new.pipeline_id <> old.pipeline_id;
begin
  -- Nobody outside learns what pipelines there are: the policy refuses the row next.
  if v_role is null and not private.is_trusted() then
    return new;
  end if;
  perform private.check_pipeline(new, v_is_placed);
  if tg_op = 'UPDATE' and new.pipeline_id <> old.pipeline_id then
    perform private.check_capability(new.workspace_id, 'pipelines.write');
  end if;
  if tg_op = 'INSERT' or new.status <> old.status then
    perform private.check_move(new, 'status', old.status, new.status, (
      select m.minimum_role from public.status_moves as m
      where m.pipeline_id = new.pipeline_id and m.workspace_id = new.workspace_id
        and m.from_status is not distinct from old.status and m.to_status = new.status
    ), v_role);
  end if;
  if v_is_placed or new.stage is distinct from old.stage then
    perform private.check_move(new, 'stage', case when not v_is_placed then old.stage end, new.stage, (
      select m.minimum_role from public.stage_moves as m
      where m.pipeline_id = new.pipeline_id and m.workspace_id = new.workspace_id
        and m.from_stage is not distinct from case when not v_is_placed then old.stage end and m.to_stage = new.stage
    ), v_role);
  end if;
  if (new.stage = 'closed') <> (new.status in ('won', 'lost')) then
    perform private.refuse_move(new, 'stage', 'is closed by its status: won or lost, and then for good');
  end if;
  return new;
end
$$;
comment on function private.tg_deals__check_move() is
  'Holds a new status, stage or pipeline against the moves of the pipeline: deal_move_illegal where there is none, deal_move_forbidden where the role is too low.';
revoke execute on function private.tg_deals__check_move() from public;
