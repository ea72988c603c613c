create function private.stage_position(workspace_id uuid, pipeline_id uuid, stage text)
  returns integer
  language sql
  stable
  set search_path = ''
as $$
  select s.position from public.pipeline_stages as s
  where s.pipeline_id = stage_position.pipeline_id and s.key = stage_position.stage and s.workspace_id = stage_position.workspace_id
$$;
comment on function private.stage_position(uuid, uuid, text) is 'Where a stage stands in its pipeline.';
revoke execute on function private.stage_position(uuid, uuid, text) from public;
