create function private.may_be_told(user_id uuid, workspace_id uuid, kind text)
  returns boolean
  language sql
  stable
  security definer  -- asked about people whom the caller may not see
  set search_path = ''
as $$
  select exists (
    select from auth.users as u
    join public.notification_kinds as k on k.name = may_be_told.kind
    where u.id = may_be_told.user_id and private.is_active_user(u) and (k.capability is null or exists (
      select from public.workspace_members as m
      join public.capabilities as c on c.capability = k.capability and m.role >= c.minimum_role
      where m.workspace_id = may_be_told.workspace_id and m.user_id = u.id
    ))
  )
$$;
comment on function private.may_be_told(uuid, uuid, text) is
  'Whether a person may, at this moment, be told of this kind of thing in a workspace: who has left it is told nothing more.';
revoke execute on function private.may_be_told(uuid, uuid, text) from public;
