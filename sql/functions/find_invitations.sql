create function public.find_invitations(workspace_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'members.invite');
  return (
    select jsonb_build_object('invitations', coalesce(jsonb_agg(to_jsonb(i) order by i.created_at desc, i.id), '[]'))
    from public.workspace_invitations as i
    where i.workspace_id = find_invitations.workspace_id
  );
end
$$;
comment on function public.find_invitations(uuid) is 'The invitations of a workspace, newest first.';
revoke execute on function public.find_invitations(uuid) from public;
grant execute on function public.find_invitations(uuid) to authenticated, service_role;
