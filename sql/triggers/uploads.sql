create trigger _500_count_insert after insert on private.uploads
  referencing new table as new_rows
  for each statement execute function private.tg_all__count_bytes('length');
create trigger _500_count_delete after delete on private.uploads
  referencing old table as old_rows
  for each statement execute function private.tg_all__count_bytes('length');
create trigger _510_release after delete on private.uploads
  referencing old table as old_rows
  for each statement execute function private.tg_all__release_objects();
alter table private.uploads enable always trigger _500_count_insert;
alter table private.uploads enable always trigger _500_count_delete;
alter table private.uploads enable always trigger _510_release;
