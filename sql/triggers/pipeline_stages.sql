create trigger _100_version before update on public.pipeline_stages
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.pipeline_stages
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.pipeline_id <> new.pipeline_id or old.key <> new.key or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'pipeline_id', 'key', 'created_at');
create trigger _220_refuse_truncate before truncate on public.pipeline_stages
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _380_keep_closed before delete on public.pipeline_stages
  for each row when (old.key = 'closed') execute function private.tg_pipeline_stages__keep_closed();
create trigger _390_refuse_used before delete on public.pipeline_stages
  for each row when (old.key <> 'closed') execute function private.tg_all__refuse_used();
create trigger _395_keep_open after delete on public.pipeline_stages
  referencing old table as old_rows
  for each statement execute function private.tg_pipeline_stages__keep_open();
create trigger _500_moves after insert on public.pipeline_stages
  referencing new table as new_rows
  for each statement execute function private.tg_pipeline_stages__moves();
create trigger _510_order after update on public.pipeline_stages
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_pipeline_stages__order();
alter table public.pipeline_stages enable always trigger _380_keep_closed;
alter table public.pipeline_stages enable always trigger _390_refuse_used;
alter table public.pipeline_stages enable always trigger _395_keep_open;
alter table public.pipeline_stages enable always trigger _500_moves;
alter table public.pipeline_stages enable always trigger _510_order;

create trigger _900_audit_insert after insert on public.pipeline_stages
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.pipeline_stages
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.pipeline_stages
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.pipeline_stages
  for each statement execute function private.tg_all__audit();
alter table public.pipeline_stages enable always trigger _900_audit_insert;
alter table public.pipeline_stages enable always trigger _900_audit_update;
alter table public.pipeline_stages enable always trigger _900_audit_delete;
alter table public.pipeline_stages enable always trigger _900_audit_truncate;
