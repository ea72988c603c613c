create trigger _100_touch before update on public.import_reverts
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.import_reverts
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');

create trigger _900_audit_insert after insert on public.import_reverts
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'items_done');
create trigger _900_audit_update after update on public.import_reverts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'items_done');
create trigger _900_audit_delete after delete on public.import_reverts
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'items_done');
create trigger _900_audit_truncate after truncate on public.import_reverts
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'items_done');
alter table public.import_reverts enable always trigger _900_audit_insert;
alter table public.import_reverts enable always trigger _900_audit_update;
alter table public.import_reverts enable always trigger _900_audit_delete;
alter table public.import_reverts enable always trigger _900_audit_truncate;
