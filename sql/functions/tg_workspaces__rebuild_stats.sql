create function private.tg_workspaces__rebuild_stats()
  returns trigger
  language plpgsql
  security definer  -- writers have no rights on the queue
  set search_path = ''
as $$
begin
  perform private.defer_job('rebuild_deal_stats', jsonb_build_object('workspace_id', new.id), 'upkeep');
  return null;
end
$$;
comment on function private.tg_workspaces__rebuild_stats() is 'In another time zone deals fall on other days: a job counts them anew.';
revoke execute on function private.tg_workspaces__rebuild_stats() from public;
