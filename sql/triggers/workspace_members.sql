create trigger _100_touch before update on public.workspace_members
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.workspace_members
  for each row when (old.workspace_id <> new.workspace_id or old.user_id <> new.user_id)
  execute function private.tg_all__keep_identity('workspace_id', 'user_id');
create trigger _210_count_owners_insert after insert on public.workspace_members
  referencing new table as new_rows
  for each statement execute function private.tg_workspace_members__count_owners();
create trigger _210_count_owners_update after update on public.workspace_members
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_workspace_members__count_owners();
create trigger _210_count_owners_delete after delete on public.workspace_members
  referencing old table as old_rows
  for each statement execute function private.tg_workspace_members__count_owners();
create trigger _220_refuse_truncate before truncate on public.workspace_members
  for each statement execute function private.tg_all__refuse_truncate();
-- Also under session_replication_role = replica.
alter table public.workspace_members enable always trigger _210_count_owners_insert;
alter table public.workspace_members enable always trigger _210_count_owners_update;
alter table public.workspace_members enable always trigger _210_count_owners_delete;
alter table public.workspace_members enable always trigger _220_refuse_truncate;

create trigger _900_audit_insert after insert on public.workspace_members
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('user_id', 'r.workspace_id');
create trigger _900_audit_update after update on public.workspace_members
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('user_id', 'r.workspace_id');
create trigger _900_audit_delete after delete on public.workspace_members
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('user_id', 'r.workspace_id');
create trigger _900_audit_truncate after truncate on public.workspace_members
  for each statement execute function private.tg_all__audit('user_id', 'r.workspace_id');
alter table public.workspace_members enable always trigger _900_audit_insert;
alter table public.workspace_members enable always trigger _900_audit_update;
alter table public.workspace_members enable always trigger _900_audit_delete;
alter table public.workspace_members enable always trigger _900_audit_truncate;
