create function private.notifications_json(notifications public.notifications[])
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_agg(
    to_jsonb(n) - '{event,user_id,n}'::text[] || jsonb_build_object('workspace_name', (
      -- Whom an invitation asks is no member yet: its title is the name.
      select coalesce((select w.name from public.workspaces as w where w.id = n.workspace_id), n.subject ->> 'title')
    )) order by n.n
  ), '[]')
  from unnest(notifications) with ordinality as n (id, workspace_id, user_id, kind, event, subject, actor_id, actor_name, created_at, read_at, n)
$$;
comment on function private.notifications_json(public.notifications[]) is 'Notifications as clients see them, in the order of the array.';
revoke execute on function private.notifications_json(public.notifications[]) from public;
grant execute on function private.notifications_json(public.notifications[]) to authenticated, service_role;
