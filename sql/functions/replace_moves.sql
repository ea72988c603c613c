create function public.replace_moves(pipeline_id uuid, stage_moves jsonb default null, status_moves jsonb default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('pipeline', pipeline_id);
begin
  if stage_moves is not null then
    perform private.check_moves(replace_moves.pipeline_id, 'stage_moves', replace_moves.stage_moves);
    delete from public.stage_moves as m where m.pipeline_id = replace_moves.pipeline_id and m.workspace_id = v_workspace_id;
    insert into public.stage_moves (workspace_id, pipeline_id, from_stage, to_stage, minimum_role)
    select v_workspace_id, replace_moves.pipeline_id, e.m ->> 'from', e.m ->> 'to', coalesce(e.m ->> 'minimum_role', 'member')::public.workspace_role
    from jsonb_array_elements(replace_moves.stage_moves) as e (m);
  end if;
  if status_moves is not null then
    perform private.check_moves(replace_moves.pipeline_id, 'status_moves', replace_moves.status_moves);
    delete from public.status_moves as m where m.pipeline_id = replace_moves.pipeline_id and m.workspace_id = v_workspace_id;
    insert into public.status_moves (workspace_id, pipeline_id, from_status, to_status, minimum_role)
    select v_workspace_id, replace_moves.pipeline_id, e.m ->> 'from', e.m ->> 'to', coalesce(e.m ->> 'minimum_role', 'member')::public.workspace_role
    from jsonb_array_elements(replace_moves.status_moves) as e (m);
  end if;
  return public.get_pipeline(pipeline_id);
end
$$;
comment on function public.replace_moves(uuid, jsonb, jsonb) is
  'Says which moves a pipeline has, [{from, to, minimum_role}]; from null is where new deals begin. What is left out stays as it is.';
revoke execute on function public.replace_moves(uuid, jsonb, jsonb) from public;
grant execute on function public.replace_moves(uuid, jsonb, jsonb) to authenticated, service_role;
