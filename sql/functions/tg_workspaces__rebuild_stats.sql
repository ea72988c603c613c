create function private.tg_workspaces__rebuild_stats()
  returns trigger
  language plpgsql
  security definer  -- writers have no rights on the queue
  set search_path = ''
as $$
begin
  -- Changed twice before the job came: the counts are those of the first still.
  insert into private.deal_stat_zones (workspace_id, time_zone) values (new.id, old.time_zone)
  on conflict on constraint deal_stat_zones_pkey do nothing;
  perform private.defer_job('rebuild_deal_stats', jsonb_build_object('workspace_id', new.id), 'upkeep');
  return null;
end
$$;
comment on function private.tg_workspaces__rebuild_stats() is
  'In another time zone deals fall on other days: a job counts them anew. Until it has, they are counted in the zone of before.';
revoke execute on function private.tg_workspaces__rebuild_stats() from public;
