create function private.lock_membership(workspace_id uuid, user_id uuid)
  returns public.workspace_members
  language plpgsql
  volatile
  security definer  -- locks what the caller may not write
  set search_path = ''
as $$
declare
  v_member public.workspace_members;
begin
  -- One change of memberships at a time in a workspace; and the rows themselves, so that at the
  -- stricter isolation levels a change since the snapshot fails instead of going unseen.
  perform from public.workspaces as w where w.id = lock_membership.workspace_id for no key update;
  perform from public.workspace_members as m
  where m.workspace_id = lock_membership.workspace_id and m.user_id = auth.uid() for share;
  select m.* into v_member from public.workspace_members as m
  where m.workspace_id = lock_membership.workspace_id and m.user_id = lock_membership.user_id for update;
  if v_member.user_id is null then
    raise exception 'There is no such member'
      using errcode = 'no_data_found', constraint = 'member_not_found';
  end if;
  return v_member;
end
$$;
comment on function private.lock_membership(uuid, uuid) is 'A membership, locked together with the workspace and the caller''s own; or member_not_found.';
revoke execute on function private.lock_membership(uuid, uuid) from public;
