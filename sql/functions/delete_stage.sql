create function public.delete_stage(stage_id uuid, move_to text default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('stage', stage_id);
  v_stage public.pipeline_stages;
begin
  select s.* into v_stage from public.pipeline_stages as s where s.id = stage_id and s.workspace_id = v_workspace_id for update;
  if move_to is not null then
    update public.deals as d set stage = move_to
    where d.pipeline_id = v_stage.pipeline_id and d.workspace_id = v_workspace_id and d.stage = v_stage.key and d.deleted_at is null;
    perform private.empty_stage(v_stage, move_to);
  end if;
  delete from public.pipeline_stages as s where s.id = stage_id and s.workspace_id = v_workspace_id;
  return public.get_pipeline(v_stage.pipeline_id);
end
$$;
comment on function public.delete_stage(uuid, text) is
  'Deletes a stage; deals in it, those in the trash too, go to the stage move_to, by the usual rules. Without it, stage_in_use says how many there are.';
revoke execute on function public.delete_stage(uuid, text) from public;
grant execute on function public.delete_stage(uuid, text) to authenticated, service_role;
