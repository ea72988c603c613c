create function public.get_change(change_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_events jsonb;
begin
  select jsonb_agg(to_jsonb(p) order by p.id) into v_events
  from (
    select e.* from public.audit_log as e where e.change_id = get_change.change_id order by e.id limit 1001
  ) as p;
  if v_events is null then
    raise exception 'There is no such change' using errcode = 'no_data_found', constraint = 'change_not_found';
  end if;
  return jsonb_build_object(
    'change_id', change_id,
    'events', case when jsonb_array_length(v_events) > 1000 then v_events - 1000 else v_events end,
    'is_complete', jsonb_array_length(v_events) <= 1000
  );
end
$$;
comment on function public.get_change(uuid) is 'What one request, import or transaction did: its first 1,000 events, and whether these are all (page the rest by find_audit_events).';
revoke execute on function public.get_change(uuid) from public;
grant execute on function public.get_change(uuid) to authenticated, service_role;
