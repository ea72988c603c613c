create trigger _100_touch before update on public.imports
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.imports
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');

create trigger _600_notify after update on public.imports
  for each row when (old.status <> new.status and new.status in ('done', 'checked', 'reverted', 'failed'))
  execute function private.tg_all__notify_ended('import');

create trigger _900_audit_insert after insert on public.imports
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'phase', 'rows_read', 'rows_done', 'rows_total', 'phase_started_at', 'transaction_id');
create trigger _900_audit_update after update on public.imports
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'phase', 'rows_read', 'rows_done', 'rows_total', 'phase_started_at', 'transaction_id');
create trigger _900_audit_delete after delete on public.imports
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'phase', 'rows_read', 'rows_done', 'rows_total', 'phase_started_at', 'transaction_id');
create trigger _900_audit_truncate after truncate on public.imports
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'phase', 'rows_read', 'rows_done', 'rows_total', 'phase_started_at', 'transaction_id');
alter table public.imports enable always trigger _900_audit_insert;
alter table public.imports enable always trigger _900_audit_update;
alter table public.imports enable always trigger _900_audit_delete;
alter table public.imports enable always trigger _900_audit_truncate;
