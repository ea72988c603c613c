create trigger _530_queue_search after update on public.user_profiles
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_user_profiles__queue_search();
alter table public.user_profiles enable always trigger _530_queue_search;
