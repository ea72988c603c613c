create function public.update_lost_reason(lost_reason_id uuid, changes jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('lost_reason', lost_reason_id);
  v_reason public.lost_reasons;
begin
  perform private.check_fields(changes, '{name,position,is_archived}');
  select r.* into v_reason from public.lost_reasons as r where r.id = lost_reason_id and r.workspace_id = v_workspace_id for update;
  v_reason := jsonb_populate_record(v_reason, changes);
  if changes ? 'is_archived' then
    v_reason.archived_at := case when (changes ->> 'is_archived')::boolean then coalesce(v_reason.archived_at, now()) end;
  end if;
  update public.lost_reasons as r set name = v_reason.name, position = v_reason.position, archived_at = v_reason.archived_at
  where r.id = lost_reason_id and r.workspace_id = v_workspace_id
  returning r.* into v_reason;
  return to_jsonb(v_reason);
end
$$;
comment on function public.update_lost_reason(uuid, jsonb) is 'Changes a reason why deals are lost; its deals follow a new name. is_archived: it is no longer offered.';
revoke execute on function public.update_lost_reason(uuid, jsonb) from public;
grant execute on function public.update_lost_reason(uuid, jsonb) to authenticated, service_role;
