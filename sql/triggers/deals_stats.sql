create trigger _540_stages_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_deals__stages();
create trigger _540_stages_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_deals__stages();
create trigger _550_stats_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_deals__stats();
create trigger _550_stats_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_deals__stats();
create trigger _550_stats_delete after delete on public.deals
  referencing old table as old_rows
  for each statement execute function private.tg_deals__stats();
alter table public.deals enable always trigger _540_stages_insert;
alter table public.deals enable always trigger _540_stages_update;
alter table public.deals enable always trigger _550_stats_insert;
alter table public.deals enable always trigger _550_stats_update;
alter table public.deals enable always trigger _550_stats_delete;
