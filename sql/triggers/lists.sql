create trigger _100_version before update on public.lists
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.lists
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');
create trigger _500_compile after insert on public.lists
  referencing new table as new_rows
  for each statement execute function private.tg_lists__compile();
create trigger _500_drop_numbers after delete on public.lists
  referencing old table as old_rows
  for each statement execute function private.tg_lists__drop_numbers();

create trigger _900_audit_insert after insert on public.lists
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.lists
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.lists
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.lists
  for each statement execute function private.tg_all__audit();
alter table public.lists enable always trigger _900_audit_insert;
alter table public.lists enable always trigger _900_audit_update;
alter table public.lists enable always trigger _900_audit_delete;
alter table public.lists enable always trigger _900_audit_truncate;
