create trigger _100_version before update on public.pipelines
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.pipelines
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');
create trigger _220_refuse_truncate before truncate on public.pipelines
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _290_keep_default_update before update on public.pipelines
  for each row when (old.is_default <> new.is_default or old.archived_at is distinct from new.archived_at)
  execute function private.tg_pipelines__keep_default();
create trigger _300_default before insert or update on public.pipelines
  for each row when (new.is_default) execute function private.tg_pipelines__default();
create trigger _390_refuse_used before delete on public.pipelines
  for each row execute function private.tg_all__refuse_used();
create trigger _395_keep_default_delete before delete on public.pipelines
  for each row when (old.is_default) execute function private.tg_pipelines__keep_default();
create trigger _500_begin after insert on public.pipelines
  referencing new table as new_rows
  for each statement execute function private.tg_pipelines__begin();
alter table public.pipelines enable always trigger _290_keep_default_update;
alter table public.pipelines enable always trigger _390_refuse_used;
alter table public.pipelines enable always trigger _395_keep_default_delete;
alter table public.pipelines enable always trigger _500_begin;

create trigger _900_audit_insert after insert on public.pipelines
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.pipelines
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.pipelines
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.pipelines
  for each statement execute function private.tg_all__audit();
alter table public.pipelines enable always trigger _900_audit_insert;
alter table public.pipelines enable always trigger _900_audit_update;
alter table public.pipelines enable always trigger _900_audit_delete;
alter table public.pipelines enable always trigger _900_audit_truncate;
