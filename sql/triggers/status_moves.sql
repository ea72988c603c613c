create trigger _100_touch before update on public.status_moves
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.status_moves
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id
    or old.pipeline_id <> new.pipeline_id or old.from_status is distinct from new.from_status or old.to_status <> new.to_status or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'pipeline_id', 'from_status', 'to_status', 'created_at');
create trigger _220_refuse_truncate before truncate on public.status_moves
  for each statement execute function private.tg_all__refuse_truncate();

create trigger _900_audit_insert after insert on public.status_moves
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.status_moves
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.status_moves
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.status_moves
  for each statement execute function private.tg_all__audit();
alter table public.status_moves enable always trigger _900_audit_insert;
alter table public.status_moves enable always trigger _900_audit_update;
alter table public.status_moves enable always trigger _900_audit_delete;
alter table public.status_moves enable always trigger _900_audit_truncate;
