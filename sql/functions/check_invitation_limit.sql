create function private.check_invitation_limit(workspace_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- counts all invitations of the workspace
  set search_path = ''
as $$
begin
  -- Locked, so that parallel calls cannot pass the limit together.
  perform from public.workspaces as w where w.id = check_invitation_limit.workspace_id for no key update;
  if (select coalesce(sum(i.sent_count), 0) from public.workspace_invitations as i
      where i.workspace_id = check_invitation_limit.workspace_id and i.sent_at > now() - interval '1 hour') >= 100 then
    raise exception 'A workspace sends at most 100 invitations an hour'
      using errcode = 'program_limit_exceeded', constraint = 'invitation_limit', hint = 'Try again later.';
  end if;
end
$$;
comment on function private.check_invitation_limit(uuid) is 'Refuses the 101st invitation within an hour.';
revoke execute on function private.check_invitation_limit(uuid) from public;
