create function private.empty_stage(stage public.pipeline_stages, move_to text)
  returns void
  language plpgsql
  volatile
  security definer  -- what is in the trash is no client's to change, and would hold the stage
  set search_path = ''
as $$
begin
  perform private.check_capability((stage).workspace_id, 'pipelines.write');
  update public.deals as d set stage = move_to
  where d.pipeline_id = (empty_stage.stage).pipeline_id and d.workspace_id = (empty_stage.stage).workspace_id and d.stage = (empty_stage.stage).key
    and d.deleted_at is not null;
end
$$;
comment on function private.empty_stage(public.pipeline_stages, text) is 'Moves the deals in the trash out of a stage, by the usual rules.';
revoke execute on function private.empty_stage(public.pipeline_stages, text) from public;
grant execute on function private.empty_stage(public.pipeline_stages, text) to authenticated, service_role;
