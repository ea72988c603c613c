create trigger _900_audit_insert after insert on public.notification_preferences
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'null::uuid');
create trigger _900_audit_update after update on public.notification_preferences
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'null::uuid');
create trigger _900_audit_delete after delete on public.notification_preferences
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'null::uuid');
create trigger _900_audit_truncate after truncate on public.notification_preferences
  for each statement execute function private.tg_all__audit('id', 'null::uuid');
alter table public.notification_preferences enable always trigger _900_audit_insert;
alter table public.notification_preferences enable always trigger _900_audit_update;
alter table public.notification_preferences enable always trigger _900_audit_delete;
alter table public.notification_preferences enable always trigger _900_audit_truncate;
