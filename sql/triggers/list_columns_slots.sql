create trigger _520_slots after update on public.list_columns
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_list_columns__slots();
alter table public.list_columns enable always trigger _520_slots;
