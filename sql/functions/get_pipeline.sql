create function public.get_pipeline(pipeline_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return (
    select private.pipeline_json(p) from public.pipelines as p
    where p.id = get_pipeline.pipeline_id and p.workspace_id = private.record_workspace('pipeline', get_pipeline.pipeline_id)
  );
end
$$;
comment on function public.get_pipeline(uuid) is 'One pipeline with its stages and moves.';
revoke execute on function public.get_pipeline(uuid) from public;
grant execute on function public.get_pipeline(uuid) to authenticated, service_role;
