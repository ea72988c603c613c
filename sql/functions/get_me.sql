create function public.get_me()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object(
    'id', p.user_id,
    'email', p.email,
    'email_confirmed', private.is_email_confirmed(),
    'full_name', p.full_name,
    'avatar_url', p.avatar_url,
    'locale', p.locale,
    'time_zone', p.time_zone,
    'digest_hour', p.digest_hour,
    'created_at', p.created_at,
    'updated_at', p.updated_at,
    'workspaces', coalesce((
      select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'role', m.role) order by w.id)
      from public.workspace_members as m
      join public.workspaces as w on w.id = m.workspace_id
      where m.user_id = p.user_id
    ), '[]')
  )
  from public.user_profiles as p
  where p.user_id = auth.uid()
$$;
comment on function public.get_me() is 'The caller''s profile, e-mail and workspaces with the role in each.';
revoke execute on function public.get_me() from public;
grant execute on function public.get_me() to authenticated;
