create trigger _520_trash_linked after update on public.items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_items__trash_linked();
alter table public.items enable always trigger _520_trash_linked;
