create function public.update_pipeline(pipeline_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('pipeline', pipeline_id);
  v_pipeline public.pipelines;
begin
  perform private.check_fields(changes, '{name,description,position,is_default,needs_lost_reason,is_archived}');
  select p.* into v_pipeline from public.pipelines as p where p.id = pipeline_id and p.workspace_id = v_workspace_id for update;
  perform private.check_version(update_pipeline.version, v_pipeline.version);
  v_pipeline := jsonb_populate_record(v_pipeline, changes);
  if changes ? 'is_archived' then
    v_pipeline.archived_at := case when (changes ->> 'is_archived')::boolean then coalesce(v_pipeline.archived_at, now()) end;
  end if;
  update public.pipelines as p set
    name = v_pipeline.name, description = v_pipeline.description, position = v_pipeline.position, is_default = v_pipeline.is_default,
    needs_lost_reason = v_pipeline.needs_lost_reason, archived_at = v_pipeline.archived_at
  where p.id = pipeline_id and p.workspace_id = v_workspace_id;
  return public.get_pipeline(pipeline_id);
end
$$;
comment on function public.update_pipeline(uuid, jsonb, bigint) is 'Changes a pipeline; is_archived closes it for new deals, is_default makes it the one where deals begin.';
revoke execute on function public.update_pipeline(uuid, jsonb, bigint) from public;
grant execute on function public.update_pipeline(uuid, jsonb, bigint) to authenticated, service_role;
