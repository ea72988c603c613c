create function public.create_stage(
  pipeline_id uuid, name text, key text default null, "position" integer default null, probability integer default 0, required_fields jsonb default '[]'
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('pipeline', pipeline_id);
  v_place constant integer := coalesce("position", (
    select coalesce(max(s.position), 0) + 1 from public.pipeline_stages as s
    where s.pipeline_id = create_stage.pipeline_id and s.workspace_id = v_workspace_id and s.key <> 'closed'
  ));
begin
  update public.pipeline_stages as s set position = s.position + 1
  where s.pipeline_id = create_stage.pipeline_id and s.workspace_id = v_workspace_id and s.key <> 'closed' and s.position >= v_place;
  insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position, probability, required_fields)
  values (v_workspace_id, create_stage.pipeline_id, coalesce(create_stage.key, private.stage_key(create_stage.name)), create_stage.name, v_place,
    create_stage.probability, array(select jsonb_array_elements_text(create_stage.required_fields)));
  return public.get_pipeline(pipeline_id);
end
$$;
comment on function public.create_stage(uuid, text, text, integer, integer, jsonb) is
  'Adds a stage to a pipeline, as the last before closed or at a position, with the usual moves; answers with the pipeline.';
revoke execute on function public.create_stage(uuid, text, text, integer, integer, jsonb) from public;
grant execute on function public.create_stage(uuid, text, text, integer, integer, jsonb) to authenticated, service_role;
