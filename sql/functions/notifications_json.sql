create function private.notifications_json(notifications public.notifications[])
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_agg(
    to_jsonb(notifications[p.place]) - '{event,user_id}'::text[] || jsonb_build_object('workspace_name', coalesce(
      -- Whom an invitation asks is no member yet: its title is the name.
      (select w.name from public.workspaces as w where w.id = (notifications[p.place]).workspace_id), (notifications[p.place]).subject ->> 'title', ''
    )) order by p.place
  ), '[]')
  from generate_subscripts(notifications, 1) as p (place)
$$;
comment on function private.notifications_json(public.notifications[]) is 'Notifications as clients see them, in the order of the array.';
revoke execute on function private.notifications_json(public.notifications[]) from public;
grant execute on function private.notifications_json(public.notifications[]) to authenticated, service_role;
