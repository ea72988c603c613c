create function private.lock_activity(activity_id uuid)
  returns public.activities
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.record_workspace('activity', activity_id);
  v_activity public.activities;
begin
  perform private.check_capability(v_workspace_id, 'comments.write');
  select a.* into v_activity from public.activities as a where a.id = activity_id and a.workspace_id = v_workspace_id for update;
  if v_activity.id is null or v_activity.type <> 'comment' then
    raise exception 'Only comments can be changed, by who wrote them'
      using errcode = 'insufficient_privilege', constraint = 'comment_not_own';
  end if;
  return v_activity;
end
$$;
comment on function private.lock_activity(uuid) is 'A comment on a deal that the caller may change or delete, locked; or activity_not_found, comment_not_own.';
revoke execute on function private.lock_activity(uuid) from public;
grant execute on function private.lock_activity(uuid) to authenticated, service_role;
