create trigger _600_notify_insert after insert on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_items__notify();
create trigger _600_notify_update after update on public.items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_items__notify();
