create function private.member_json(member public.workspace_members)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(member) || jsonb_build_object('email', p.email, 'full_name', p.full_name, 'avatar_url', p.avatar_url)
  from public.user_profiles as p
  where p.user_id = member.user_id
$$;
comment on function private.member_json(public.workspace_members) is 'A membership with the person''s profile.';
revoke execute on function private.member_json(public.workspace_members) from public;
grant execute on function private.member_json(public.workspace_members) to authenticated, service_role;
