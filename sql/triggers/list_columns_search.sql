create trigger _530_queue_search after update on public.list_columns
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_list_columns__queue_search();
alter table public.list_columns enable always trigger _530_queue_search;
