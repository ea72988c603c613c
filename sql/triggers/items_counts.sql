create trigger _520_count_insert after insert on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_items__count();
create trigger _520_count_update after update on public.items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_items__count();
create trigger _520_count_delete after delete on public.items
  referencing old table as old_rows
  for each statement execute function private.tg_items__count();
alter table public.items enable always trigger _520_count_insert;
alter table public.items enable always trigger _520_count_update;
alter table public.items enable always trigger _520_count_delete;
