create function public.find_pipelines(workspace_id uuid default null)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if workspace_id is not null then
    perform private.check_capability(workspace_id, 'crm.read');
  end if;
  return (
    select jsonb_build_object('pipelines', coalesce(jsonb_agg(private.pipeline_json(p) order by p.workspace_id, p.position, p.id), '[]'))
    from public.pipelines as p where find_pipelines.workspace_id is null or p.workspace_id = find_pipelines.workspace_id
  );
end
$$;
comment on function public.find_pipelines(uuid) is 'The pipelines of a workspace, or of all the caller''s, each with its stages and moves.';
revoke execute on function public.find_pipelines(uuid) from public;
grant execute on function public.find_pipelines(uuid) to authenticated, service_role;
