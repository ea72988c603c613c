create trigger _530_queue_search_insert after insert on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_all__queue_search('item', 'values', 'number', 'deleted_at');
create trigger _530_queue_search_update after update on public.items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__queue_search('item', 'values', 'number', 'deleted_at');
create trigger _530_queue_search_delete after delete on public.items
  referencing old table as old_rows
  for each statement execute function private.tg_all__queue_search('item', 'values', 'number', 'deleted_at');
alter table public.items enable always trigger _530_queue_search_insert;
alter table public.items enable always trigger _530_queue_search_update;
alter table public.items enable always trigger _530_queue_search_delete;
