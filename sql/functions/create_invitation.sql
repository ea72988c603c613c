create function public.create_invitation(
  workspace_id uuid, email text, role public.workspace_role default 'member', expires_in_days integer default 7
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- invitations have no direct grants
  set search_path = ''
as $$
declare
  v_email constant text := lower(btrim(email));
  v_invitation public.workspace_invitations;
begin
  perform private.check_capability(workspace_id, 'members.invite');
  perform private.check_grant(workspace_id, role);
  perform private.check_invitation_limit(workspace_id);
  if expires_in_days not between 1 and 90 then
    raise exception 'An invitation lasts 1 to 90 days' using errcode = 'check_violation', constraint = 'invitation_days_out_of_range';
  end if;
  if exists (
    select from public.workspace_members as m join public.user_profiles as p on p.user_id = m.user_id
    where m.workspace_id = create_invitation.workspace_id and lower(p.email) = v_email
  ) then
    raise exception '% is a member already', v_email using errcode = 'unique_violation', constraint = 'already_member';
  end if;
  insert into public.workspace_invitations (workspace_id, email, role, invited_by, expires_at)
  values (create_invitation.workspace_id, v_email, create_invitation.role, auth.uid(), now() + make_interval(days => expires_in_days))
  returning * into v_invitation;
  perform private.defer_job('send_invitation', jsonb_build_object('invitation_id', v_invitation.id), 'mail');
  return to_jsonb(v_invitation) || jsonb_build_object('token', private.store_invitation_token(v_invitation));
end
$$;
comment on function public.create_invitation(uuid, text, public.workspace_role, integer) is 'Invites an address; the mail goes out as a job, and the token is in this answer alone.';
revoke execute on function public.create_invitation(uuid, text, public.workspace_role, integer) from public;
grant execute on function public.create_invitation(uuid, text, public.workspace_role, integer) to authenticated, service_role;
