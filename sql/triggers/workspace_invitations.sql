create trigger _100_touch before update on public.workspace_invitations
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.workspace_invitations
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.email <> new.email)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'email');

create trigger _600_notify_insert after insert on public.workspace_invitations
  for each row when (new.status = 'invited') execute function private.tg_workspace_invitations__notify();
create trigger _600_notify_update after update on public.workspace_invitations
  for each row when (old.status <> new.status) execute function private.tg_workspace_invitations__notify();

create trigger _900_audit_insert after insert on public.workspace_invitations
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
create trigger _900_audit_update after update on public.workspace_invitations
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
create trigger _900_audit_delete after delete on public.workspace_invitations
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
create trigger _900_audit_truncate after truncate on public.workspace_invitations
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id');
alter table public.workspace_invitations enable always trigger _900_audit_insert;
alter table public.workspace_invitations enable always trigger _900_audit_update;
alter table public.workspace_invitations enable always trigger _900_audit_delete;
alter table public.workspace_invitations enable always trigger _900_audit_truncate;
