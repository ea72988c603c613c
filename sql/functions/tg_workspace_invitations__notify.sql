create function private.tg_workspace_invitations__notify()
  returns trigger
  language plpgsql
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    perform private.notify(
      new.workspace_id,
      -- An address that nobody has confirmed may be somebody else's.
      array(select u.id from auth.users as u where u.email = new.email and u.email_confirmed_at is not null), 'invitation',
      jsonb_build_object('invitation_id', new.id, 'role', new.role, 'expires_at', new.expires_at,
        'title', (select w.name from public.workspaces as w where w.id = new.workspace_id)),
      new.invited_by, new.id::text
    );
  elsif new.status = 'accepted' then
    update public.notifications as n set read_at = now()
    where n.workspace_id = new.workspace_id and n.kind = 'invitation' and n.event = new.id::text and n.read_at is null;
  else
    delete from public.notifications as n
    where n.workspace_id = new.workspace_id and n.kind = 'invitation' and n.event = new.id::text;
  end if;
  return null;
end
$$;
comment on function private.tg_workspace_invitations__notify() is
  'Tells an invited person who has an account already; what is revoked is not told any longer.';
revoke execute on function private.tg_workspace_invitations__notify() from public;
