create trigger _540_rebuild_stats after update on public.workspaces
  for each row when (old.time_zone <> new.time_zone)
  execute function private.tg_workspaces__rebuild_stats();
alter table public.workspaces enable always trigger _540_rebuild_stats;
