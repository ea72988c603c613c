create function private.pipeline_workspace(kind text, record_id uuid)
  returns uuid
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.record_workspace(kind, record_id);
begin
  perform private.check_capability(v_workspace_id, 'pipelines.write');
  return v_workspace_id;
end
$$;
comment on function private.pipeline_workspace(text, uuid) is 'The workspace of a pipeline, stage or reason that the caller may change; or not found, capability_required.';
revoke execute on function private.pipeline_workspace(text, uuid) from public;
grant execute on function private.pipeline_workspace(text, uuid) to authenticated, service_role;
