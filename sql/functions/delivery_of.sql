create function private.delivery_of(user_id uuid, workspace_id uuid, kind text)
  returns text
  language sql
  stable
  security definer  -- the choices of others
  set search_path = ''
as $$
  select case when k.is_mail_optional then coalesce(
    (select w.delivery from public.workspace_notification_preferences as w
      where w.workspace_id = delivery_of.workspace_id and w.user_id = delivery_of.user_id and w.kind = k.name),
    (select p.delivery from public.notification_preferences as p where p.user_id = delivery_of.user_id and p.kind = k.name),
    k.default_delivery
  ) else 'off' end
  from public.notification_kinds as k
  where k.name = delivery_of.kind
$$;
comment on function private.delivery_of(uuid, uuid, text) is
  'How a person wants a kind mailed: as chosen for the workspace, else for all, else by default. off for a kind that has a mail of its own.';
revoke execute on function private.delivery_of(uuid, uuid, text) from public;
