create function public.accept_invitation(token text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- makes a membership
  set search_path = ''
as $$
declare
  v_user_id uuid := private.require_user();
  v_invitation public.workspace_invitations := private.open_invitation(token);
begin
  if v_invitation.id is null or v_invitation.email is distinct from (select lower(u.email) from auth.users as u where u.id = v_user_id) then
    perform private.refuse_invitation();
  end if;
  update public.workspace_invitations as i set status = 'accepted', accepted_by = v_user_id, accepted_at = now()
  where i.id = v_invitation.id and i.workspace_id = v_invitation.workspace_id;
  delete from private.invitation_tokens as t where t.workspace_id = v_invitation.workspace_id and t.invitation_id = v_invitation.id;
  insert into public.workspace_members (workspace_id, user_id, role, invited_by)
  values (v_invitation.workspace_id, v_user_id, v_invitation.role, v_invitation.invited_by)
  on conflict (workspace_id, user_id) do nothing;
  return public.get_workspace(v_invitation.workspace_id);
end
$$;
comment on function public.accept_invitation(text) is 'Joins by a token that was sent to the caller''s address; works once.';
revoke execute on function public.accept_invitation(text) from public;
grant execute on function public.accept_invitation(text) to authenticated, service_role;
