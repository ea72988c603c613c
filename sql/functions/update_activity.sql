create function public.update_activity(activity_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_activity public.activities := private.lock_activity(activity_id);
begin
  perform private.check_fields(changes, '{body,deleted_at}');
  perform private.check_version(update_activity.version, v_activity.version);
  v_activity := jsonb_populate_record(v_activity, changes);
  update public.activities as a set body = v_activity.body, deleted_at = v_activity.deleted_at
  where a.id = v_activity.id and a.workspace_id = v_activity.workspace_id
  returning a.* into v_activity;
  return to_jsonb(v_activity);
end
$$;
comment on function public.update_activity(uuid, jsonb, bigint) is 'Changes the text of a comment of one''s own on a deal; deleted_at null brings it back.';
revoke execute on function public.update_activity(uuid, jsonb, bigint) from public;
grant execute on function public.update_activity(uuid, jsonb, bigint) to authenticated, service_role;
