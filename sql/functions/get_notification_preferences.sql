create function public.get_notification_preferences()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object(
    'kinds', (
      select jsonb_agg(jsonb_build_object(
        'name', k.name, 'title', k.title, 'description', k.description, 'default_delivery', k.default_delivery, 'is_mail_optional', k.is_mail_optional
      ) order by k.position, k.name) from public.notification_kinds as k
    ),
    'preferences', coalesce((
      select jsonb_agg(jsonb_build_object('kind', c.kind, 'workspace_id', c.workspace_id, 'delivery', c.delivery) order by c.workspace_id nulls first, c.kind)
      from (
        select p.kind, null::uuid as workspace_id, p.delivery from public.notification_preferences as p where p.user_id = u.id
        union all
        select w.kind, w.workspace_id, w.delivery from public.workspace_notification_preferences as w where w.user_id = u.id
      ) as c
    ), '[]'),
    'digest_hour', p.digest_hour,
    'time_zone', p.time_zone
  )
  from private.require_user() as u (id) join public.user_profiles as p on p.user_id = u.id
$$;
comment on function public.get_notification_preferences() is
  'What the caller has chosen to get by mail, with the kinds that there are and their defaults, and when the daily mail comes.';
revoke execute on function public.get_notification_preferences() from public;
grant execute on function public.get_notification_preferences() to authenticated, service_role;
