create trigger _100_touch before update on public.lost_reasons
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.lost_reasons
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');
create trigger _220_refuse_truncate before truncate on public.lost_reasons
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _390_refuse_used before delete on public.lost_reasons
  for each row execute function private.tg_all__refuse_used();
alter table public.lost_reasons enable always trigger _390_refuse_used;

create trigger _900_audit_insert after insert on public.lost_reasons
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.lost_reasons
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.lost_reasons
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.lost_reasons
  for each statement execute function private.tg_all__audit();
alter table public.lost_reasons enable always trigger _900_audit_insert;
alter table public.lost_reasons enable always trigger _900_audit_update;
alter table public.lost_reasons enable always trigger _900_audit_delete;
alter table public.lost_reasons enable always trigger _900_audit_truncate;
