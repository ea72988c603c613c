create trigger _900_audit_insert after insert on public.workspace_notification_preferences
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
create trigger _900_audit_update after update on public.workspace_notification_preferences
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
create trigger _900_audit_delete after delete on public.workspace_notification_preferences
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
create trigger _900_audit_truncate after truncate on public.workspace_notification_preferences
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
alter table public.workspace_notification_preferences enable always trigger _900_audit_insert;
alter table public.workspace_notification_preferences enable always trigger _900_audit_update;
alter table public.workspace_notification_preferences enable always trigger _900_audit_delete;
alter table public.workspace_notification_preferences enable always trigger _900_audit_truncate;
