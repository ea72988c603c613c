create function public.update_stage(stage_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('stage', stage_id);
  v_stage public.pipeline_stages;
begin
  perform private.check_fields(changes, '{name,probability,required_fields}');
  select s.* into v_stage from public.pipeline_stages as s where s.id = stage_id and s.workspace_id = v_workspace_id for update;
  perform private.check_version(update_stage.version, v_stage.version);
  v_stage := jsonb_populate_record(v_stage, changes);
  update public.pipeline_stages as s set name = v_stage.name, probability = v_stage.probability, required_fields = v_stage.required_fields
  where s.id = stage_id and s.workspace_id = v_workspace_id;
  return public.get_pipeline(v_stage.pipeline_id);
end
$$;
comment on function public.update_stage(uuid, jsonb, bigint) is
  'Changes name, probability or required fields of a stage; deals in it are asked for what is newly required at their next move. Answers with the pipeline.';
revoke execute on function public.update_stage(uuid, jsonb, bigint) from public;
grant execute on function public.update_stage(uuid, jsonb, bigint) to authenticated, service_role;
