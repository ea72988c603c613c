create trigger _100_version before update on public.workspaces
  for each row when (old.owner_count = new.owner_count)
  execute function private.tg_workspaces__version();
create trigger _200_count_owners before insert on public.workspaces
  for each row execute function private.tg_workspaces__count_owners();
create trigger _210_identity before update on public.workspaces
  for each row when (old.id <> new.id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'created_at');
create trigger _205_guard_owner_count before update on public.workspaces
  for each row when (old.owner_count <> new.owner_count)
  execute function private.tg_workspaces__guard_owner_count();
create trigger _220_refuse_truncate before truncate on public.workspaces
  for each statement execute function private.tg_all__refuse_truncate();
alter table public.workspaces enable always trigger _200_count_owners;
alter table public.workspaces enable always trigger _205_guard_owner_count;
alter table public.workspaces enable always trigger _220_refuse_truncate;

create trigger _900_audit_insert after insert on public.workspaces
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.id', 'owner_count');
create trigger _900_audit_update after update on public.workspaces
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.id', 'owner_count');
create trigger _900_audit_delete after delete on public.workspaces
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.id', 'owner_count');
create trigger _900_audit_truncate after truncate on public.workspaces
  for each statement execute function private.tg_all__audit('id', 'r.id', 'owner_count');
alter table public.workspaces enable always trigger _900_audit_insert;
alter table public.workspaces enable always trigger _900_audit_update;
alter table public.workspaces enable always trigger _900_audit_delete;
alter table public.workspaces enable always trigger _900_audit_truncate;
