create function public.find_notifications(
  workspace_id uuid default null, state text default 'all', cursor text default null, page_size integer default 100
)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  -- A cursor belongs to the caller and the query, and with unread_first to one of its two halves.
  v_scope constant text := concat_ws(' ', 'notifications', private.require_user(), state, workspace_id);
  v_first constant uuid := md5(v_scope)::uuid;
  v_second constant uuid := md5(v_scope || ' read')::uuid;
  v_last constant uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  v_is_second constant boolean := coalesce(state = 'unread_first' and left(cursor, 21) = left(private.encode_cursor(v_second, v_last), 21), false);
  v_before constant uuid := coalesce(private.decode_cursor(cursor, case when v_is_second then v_second else v_first end), v_last);
  v_page public.notifications[] := '{}';
  v_is_read boolean;
  v_next text;
begin
  perform private.check_page_size(page_size);
  if state is null or state not in ('all', 'unread', 'unread_first') then
    raise exception 'Notifications are shown as all, unread or unread_first'
      using errcode = 'invalid_parameter_value', constraint = 'notification_state_unknown', hint = 'Ask for all, unread or unread_first.';
  end if;
  if not v_is_second then
    v_page := private.notification_page(workspace_id, case when state <> 'all' then false end, v_before, page_size + 1);
  end if;
  if state = 'unread_first' and cardinality(v_page) <= page_size then
    v_page := v_page || private.notification_page(workspace_id, true, case when v_is_second then v_before else v_last end, page_size + 1 - cardinality(v_page));
  end if;
  if cardinality(v_page) > page_size then
    v_is_read := state = 'unread_first' and (v_page[page_size]).read_at is not null;
    v_next := private.encode_cursor(case when v_is_read then v_second else v_first end, (v_page[page_size]).id);
  end if;
  return jsonb_build_object('notifications', private.notifications_json(v_page[:page_size]), 'next_cursor', v_next,
    'unread_count', private.unread_count(workspace_id));
end
$$;
comment on function public.find_notifications(uuid, text, text, integer) is
  'A page of the caller''s notifications, the newest first, of one workspace or all: all, unread, or unread_first and then those that are read. unread_count is 1,000 at most.';
revoke execute on function public.find_notifications(uuid, text, text, integer) from public;
grant execute on function public.find_notifications(uuid, text, text, integer) to authenticated, service_role;
