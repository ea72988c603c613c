create function private.member_role(workspace_id uuid, user_id uuid)
  returns public.workspace_role
  language sql
  stable
  security definer  -- asked about people and workspaces that the caller may not see
  set search_path = ''
as $$
  select m.role
  from public.workspace_members as m
  where m.workspace_id = member_role.workspace_id and m.user_id = member_role.user_id
$$;
comment on function private.member_role(uuid, uuid) is 'The role of a person in a workspace, or null. For definer functions only.';
revoke execute on function private.member_role(uuid, uuid) from public;
