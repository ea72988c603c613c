create function public.get_capabilities()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('capabilities', coalesce(jsonb_agg(to_jsonb(c) - 'position' order by c.position), '[]'))
  from public.capabilities as c
$$;
comment on function public.get_capabilities() is 'The permission table: what needs which role.';
revoke execute on function public.get_capabilities() from public;
grant execute on function public.get_capabilities() to anon, authenticated, service_role;
