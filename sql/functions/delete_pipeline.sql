create function public.delete_pipeline(pipeline_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('pipeline', pipeline_id);
begin
  delete from public.pipelines as p where p.id = pipeline_id and p.workspace_id = v_workspace_id;
end
$$;
comment on function public.delete_pipeline(uuid) is 'Deletes a pipeline that no deal is in; pipeline_in_use says how many are.';
revoke execute on function public.delete_pipeline(uuid) from public;
grant execute on function public.delete_pipeline(uuid) to authenticated, service_role;
