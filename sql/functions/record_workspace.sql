create function private.record_workspace(kind text, record_id uuid)
  returns uuid
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_workspace_id uuid;
begin
  -- With the caller's rights. Ids are unique in a workspace: of two that one person sees, the first made is meant.
  execute format('select t.workspace_id from public.%I as t where t.id = $1 order by t.created_at, t.workspace_id limit 1',
    case kind when 'activity' then 'activities' when 'stage' then 'pipeline_stages' else kind || 's' end) into v_workspace_id using record_id;
  if v_workspace_id is null then
    perform private.refuse_record(kind);
  end if;
  return v_workspace_id;
end
$$;
comment on function private.record_workspace(text, uuid) is 'The workspace of a record of the CRM that the caller may see; or that there is none such.';
revoke execute on function private.record_workspace(text, uuid) from public;
grant execute on function private.record_workspace(text, uuid) to authenticated, service_role;
