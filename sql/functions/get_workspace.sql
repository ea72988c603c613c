create function public.get_workspace(workspace_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'workspace.read');
  return (select private.workspace_json(w) from public.workspaces as w where w.id = get_workspace.workspace_id);
end
$$;
comment on function public.get_workspace(uuid) is 'One workspace with the caller''s role.';
revoke execute on function public.get_workspace(uuid) from public;
grant execute on function public.get_workspace(uuid) to authenticated, service_role;
