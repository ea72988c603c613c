create function public.trash_activity(activity_id uuid, version bigint default null)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_activity public.activities := private.lock_activity(activity_id);
begin
  perform private.check_version(trash_activity.version, v_activity.version);
  update public.activities as a set deleted_at = now()
  where a.id = v_activity.id and a.workspace_id = v_activity.workspace_id and a.deleted_at is null;
end
$$;
comment on function public.trash_activity(uuid, bigint) is 'Deletes a comment on a deal: nobody but its author and who moderates sees it any more.';
revoke execute on function public.trash_activity(uuid, bigint) from public;
grant execute on function public.trash_activity(uuid, bigint) to authenticated, service_role;
