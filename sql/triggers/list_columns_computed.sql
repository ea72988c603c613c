create trigger _060_lock before insert or update on public.list_columns
  for each row execute function private.tg_list_columns__lock();
create trigger _530_computed_insert after insert on public.list_columns
  referencing new table as new_rows
  for each statement execute function private.tg_list_columns__computed();
create trigger _530_computed_update after update on public.list_columns
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_list_columns__computed();
create trigger _530_computed_delete after delete on public.list_columns
  referencing old table as old_rows
  for each statement execute function private.tg_list_columns__computed();
alter table public.list_columns enable always trigger _060_lock;
alter table public.list_columns enable always trigger _530_computed_insert;
alter table public.list_columns enable always trigger _530_computed_update;
alter table public.list_columns enable always trigger _530_computed_delete;
