create function private.mail_notifications(mail_id uuid)
  returns jsonb
  language sql
  stable
  security definer  -- the worker reads no notifications
  set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object(
    'id', n.id, 'kind', n.kind, 'kind_title', k.title, 'subject', n.subject, 'actor', n.actor_name, 'created_at', n.created_at,
    'workspace_id', w.id, 'workspace', w.name
  ) order by w.name, w.id, k.position, n.id)
  from private.notification_deliveries as d
  join public.notifications as n on n.id = d.notification_id and n.workspace_id = d.workspace_id
  join public.notification_kinds as k on k.name = n.kind
  join public.workspaces as w on w.id = n.workspace_id
  where d.mail_id = mail_notifications.mail_id and n.read_at is null
    and private.may_be_told(n.user_id, n.workspace_id, n.kind)
    and private.delivery_of(n.user_id, n.workspace_id, n.kind) <> 'off'
$$;
comment on function private.mail_notifications(uuid) is
  'What a mail still has to say: not what was read meanwhile, not of a workspace that the person has left, not what they have turned off. Null for nothing.';
revoke execute on function private.mail_notifications(uuid) from public;
