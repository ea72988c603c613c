create function private.today_of(workspace_id uuid)
  returns date
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_zone constant text := coalesce(
    (select p.time_zone from public.user_profiles as p where p.user_id = auth.uid()),
    (select w.time_zone from public.workspaces as w where w.id = today_of.workspace_id),
    'UTC'
  );
begin
  return (now() at time zone v_zone)::date;
exception when invalid_parameter_value then
  -- A name that this server's own time zones do not have (any more).
  return (now() at time zone 'UTC')::date;
end
$$;
comment on function private.today_of(uuid) is 'The day it is for the caller: in the time zone of their profile; for a caller who is no person, in that of the workspace.';
revoke execute on function private.today_of(uuid) from public;
grant execute on function private.today_of(uuid) to authenticated, service_role;
