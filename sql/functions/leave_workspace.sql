create function public.leave_workspace(workspace_id uuid)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  select public.remove_member(workspace_id, private.require_user())
$$;
comment on function public.leave_workspace(uuid) is 'Ends the caller''s membership. The last owner cannot leave.';
revoke execute on function public.leave_workspace(uuid) from public;
grant execute on function public.leave_workspace(uuid) to authenticated, service_role;
