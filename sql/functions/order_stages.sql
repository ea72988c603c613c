create function public.order_stages(pipeline_id uuid, keys jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('pipeline', pipeline_id);
begin
  if array(select jsonb_array_elements_text(keys) order by 1) is distinct from array(
    select s.key from public.pipeline_stages as s
    where s.pipeline_id = order_stages.pipeline_id and s.workspace_id = v_workspace_id and s.key <> 'closed' order by 1
  ) then
    raise exception 'The order names each stage of the pipeline once, but for closed'
      using errcode = 'check_violation', constraint = 'stage_unknown', hint = 'GET /pipelines lists them.';
  end if;
  update public.pipeline_stages as s set position = e.n
  from jsonb_array_elements_text(keys) with ordinality as e (key, n)
  where s.pipeline_id = order_stages.pipeline_id and s.workspace_id = v_workspace_id and s.key = e.key;
  return public.get_pipeline(pipeline_id);
end
$$;
comment on function public.order_stages(uuid, jsonb) is
  'Puts the stages of a pipeline in order. What forward and back ask for stays, so that moves between two that change places change roles.';
revoke execute on function public.order_stages(uuid, jsonb) from public;
grant execute on function public.order_stages(uuid, jsonb) to authenticated, service_role;
