create function private.today_of(workspace_id uuid)
  returns date
  language sql
  stable
  set search_path = ''
as $$
  select private.today_in(coalesce(
    (select p.time_zone from public.user_profiles as p where p.user_id = auth.uid()),
    (select w.time_zone from public.workspaces as w where w.id = today_of.workspace_id),
    'UTC'
  ))
$$;
comment on function private.today_of(uuid) is 'The day it is for the caller: in the time zone of their profile; for a caller who is no person, in that of the workspace.';
revoke execute on function private.today_of(uuid) from public;
grant execute on function private.today_of(uuid) to authenticated, service_role;
