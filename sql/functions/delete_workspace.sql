create function public.delete_workspace(workspace_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'workspace.delete');
  delete from public.workspaces as w where w.id = delete_workspace.workspace_id;
end
$$;
comment on function public.delete_workspace(uuid) is 'Deletes a workspace with everything in it; the audit log stays.';
revoke execute on function public.delete_workspace(uuid) from public;
grant execute on function public.delete_workspace(uuid) to authenticated, service_role;
