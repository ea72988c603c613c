create function public.update_me(changes jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.check_fields(changes, '{full_name,avatar_url,locale,time_zone,digest_hour}');
  if changes ? 'time_zone' then
    perform private.check_time_zone(changes ->> 'time_zone');
  end if;
  update public.user_profiles as p set
    full_name = case when changes ? 'full_name' then coalesce(changes ->> 'full_name', '') else p.full_name end,
    avatar_url = case when changes ? 'avatar_url' then changes ->> 'avatar_url' else p.avatar_url end,
    locale = coalesce(changes ->> 'locale', p.locale),
    time_zone = coalesce(changes ->> 'time_zone', p.time_zone),
    digest_hour = coalesce((changes ->> 'digest_hour')::smallint, p.digest_hour)
  where p.user_id = auth.uid();
  return public.get_me();
end
$$;
comment on function public.update_me(jsonb) is 'Changes the caller''s own profile: full_name, avatar_url, locale, time_zone, digest_hour; keys that are absent stay.';
revoke execute on function public.update_me(jsonb) from public;
grant execute on function public.update_me(jsonb) to authenticated;
