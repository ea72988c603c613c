create function private.counted_time_zone(workspace_id uuid)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(z.time_zone, w.time_zone)
  from public.workspaces as w left join private.deal_stat_zones as z on z.workspace_id = w.id
  where w.id = counted_time_zone.workspace_id
$$;
comment on function private.counted_time_zone(uuid) is 'The time zone that the deals of a workspace are counted in now: the one of before while they are being counted anew.';
revoke execute on function private.counted_time_zone(uuid) from public;
