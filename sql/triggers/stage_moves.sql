create trigger _100_touch before update on public.stage_moves
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.stage_moves
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id
    or old.pipeline_id <> new.pipeline_id or old.from_stage is distinct from new.from_stage or old.to_stage <> new.to_stage or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'pipeline_id', 'from_stage', 'to_stage', 'created_at');
create trigger _220_refuse_truncate before truncate on public.stage_moves
  for each statement execute function private.tg_all__refuse_truncate();

create trigger _900_audit_insert after insert on public.stage_moves
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.stage_moves
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.stage_moves
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.stage_moves
  for each statement execute function private.tg_all__audit();
alter table public.stage_moves enable always trigger _900_audit_insert;
alter table public.stage_moves enable always trigger _900_audit_update;
alter table public.stage_moves enable always trigger _900_audit_delete;
alter table public.stage_moves enable always trigger _900_audit_truncate;
