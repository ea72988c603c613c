create function private.workspace_json(workspace public.workspaces)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(workspace) - 'owner_count' || jsonb_build_object('role', (
    select m.role from public.workspace_members as m where m.workspace_id = workspace.id and m.user_id = auth.uid()
  ))
$$;
comment on function private.workspace_json(public.workspaces) is 'A workspace as clients see it, with the caller''s role.';
revoke execute on function private.workspace_json(public.workspaces) from public;
grant execute on function private.workspace_json(public.workspaces) to authenticated, service_role;
