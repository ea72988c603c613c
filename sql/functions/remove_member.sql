create function public.remove_member(workspace_id uuid, user_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- memberships have no direct grants
  set search_path = ''
as $$
declare
  v_member public.workspace_members;
begin
  perform private.check_capability(workspace_id, 'members.read');
  v_member := private.lock_membership(workspace_id, user_id);
  if v_member.user_id is distinct from auth.uid() then
    perform private.check_capability(workspace_id, 'members.update');
    perform private.check_rank(workspace_id, v_member.role);
  end if;
  delete from public.workspace_members as m
  where m.workspace_id = remove_member.workspace_id and m.user_id = remove_member.user_id;
end
$$;
comment on function public.remove_member(uuid, uuid) is 'Removes a member, or oneself. Refuses to remove the last owner.';
revoke execute on function public.remove_member(uuid, uuid) from public;
grant execute on function public.remove_member(uuid, uuid) to authenticated, service_role;
