create function public.read_notifications(ids jsonb default null, until timestamptz default null, workspace_id uuid default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_user_id constant uuid := private.require_user();
  v_ids constant uuid[] := case jsonb_typeof(ids) when 'array' then array(
    select e.id::uuid from jsonb_array_elements_text(ids) as e (id) where e.id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  ) end;
  v_count integer;
begin
  if (v_ids is null) = (until is null) or cardinality(v_ids) > 1000 or cardinality(v_ids) <> jsonb_array_length(ids) then
    raise exception 'Say which notifications are read: their ids, 1,000 at most, or all until a moment'
      using errcode = 'invalid_parameter_value', constraint = 'notifications_unnamed', hint = 'Give either ids, 1,000 at most, or until.';
  end if;
  update public.notifications as n set read_at = now()
  where n.user_id = v_user_id and n.read_at is null
    and (v_ids is null or n.id = any (v_ids)) and (until is null or n.created_at <= until)
    and (read_notifications.workspace_id is null or n.workspace_id = read_notifications.workspace_id);
  get diagnostics v_count = row_count;
  return jsonb_build_object('count', v_count, 'unread_count', private.unread_count(workspace_id));
end
$$;
comment on function public.read_notifications(jsonb, timestamptz, uuid) is
  'Says that the caller has read these notifications, or all that were there at a moment; says how many became so. Ids of others'' change nothing.';
revoke execute on function public.read_notifications(jsonb, timestamptz, uuid) from public;
grant execute on function public.read_notifications(jsonb, timestamptz, uuid) to authenticated, service_role;
