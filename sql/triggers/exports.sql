create trigger _100_touch before update on public.exports
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.exports
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');

create trigger _600_notify after update on public.exports
  for each row when (old.status <> new.status and new.status in ('done', 'failed'))
  execute function private.tg_all__notify_ended('export');

create trigger _900_audit_insert after insert on public.exports
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'rows_done', 'rows_total');
create trigger _900_audit_update after update on public.exports
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'rows_done', 'rows_total');
create trigger _900_audit_delete after delete on public.exports
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'rows_done', 'rows_total');
create trigger _900_audit_truncate after truncate on public.exports
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'rows_done', 'rows_total');
alter table public.exports enable always trigger _900_audit_insert;
alter table public.exports enable always trigger _900_audit_update;
alter table public.exports enable always trigger _900_audit_delete;
alter table public.exports enable always trigger _900_audit_truncate;
