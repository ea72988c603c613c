create function public.find_members(workspace_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'members.read');
  return (
    select jsonb_build_object('members', coalesce(jsonb_agg(private.member_json(m) order by m.role desc, m.created_at, m.user_id), '[]'))
    from public.workspace_members as m
    where m.workspace_id = find_members.workspace_id
  );
end
$$;
comment on function public.find_members(uuid) is 'The members of a workspace, owners first.';
revoke execute on function public.find_members(uuid) from public;
grant execute on function public.find_members(uuid) to authenticated, service_role;
