create function public.find_audit_events(
  workspace_id uuid, cursor bigint default null, page_size integer default 100, actor_id uuid default null, table_name text default null,
  row_id uuid default null, change_id uuid default null, since timestamptz default null, until timestamptz default null
)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_events jsonb;
begin
  perform private.check_capability(workspace_id, 'audit.read');
  perform private.check_page_size(page_size);
  select coalesce(jsonb_agg(to_jsonb(p) order by p.id desc), '[]') into v_events
  from (
    select e.*
    from public.audit_log as e
    where e.workspace_id = find_audit_events.workspace_id
      and (cursor is null or e.id < cursor)
      and (find_audit_events.actor_id is null or e.actor_id = find_audit_events.actor_id)
      and (find_audit_events.table_name is null or e.table_name = find_audit_events.table_name)
      and (find_audit_events.row_id is null or find_audit_events.row_id = any (e.row_ids))
      and (find_audit_events.change_id is null or e.change_id = find_audit_events.change_id)
      and (since is null or e.occurred_at >= since)
      and (until is null or e.occurred_at < until)
    order by e.id desc
    limit page_size
  ) as p;
  v_events := private.name_actors(workspace_id, v_events);
  return jsonb_build_object('events', v_events, 'next_cursor',
    case when jsonb_array_length(v_events) = page_size then (v_events -> -1 ->> 'id') end);
end
$$;
comment on function public.find_audit_events(uuid, bigint, integer, uuid, text, uuid, uuid, timestamptz, timestamptz) is 'A page of the audit log, newest first.';
revoke execute on function public.find_audit_events(uuid, bigint, integer, uuid, text, uuid, uuid, timestamptz, timestamptz) from public;
grant execute on function public.find_audit_events(uuid, bigint, integer, uuid, text, uuid, uuid, timestamptz, timestamptz) to authenticated, service_role;
