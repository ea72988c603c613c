create trigger _500_pipeline after insert on public.workspaces
  referencing new table as new_rows
  for each statement execute function private.tg_workspaces__pipeline();
alter table public.workspaces enable always trigger _500_pipeline;
