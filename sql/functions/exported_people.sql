create function private.exported_people(workspace_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_object_agg(m.user_id, jsonb_build_object('email', p.email, 'name', p.full_name)), '{}')
  from public.workspace_members as m join public.user_profiles as p on p.user_id = m.user_id
  where m.workspace_id = exported_people.workspace_id
$$;
comment on function private.exported_people(uuid) is 'The members that cells of an export may name, by id, as far as the caller sees them.';
revoke execute on function private.exported_people(uuid) from public;
grant execute on function private.exported_people(uuid) to authenticated, service_role;
