create trigger _050_rules before insert or update on public.activities
  for each row execute function private.tg_activities__rules();
create trigger _100_version before update on public.activities
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.activities
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id
    or old.deal_id <> new.deal_id or old.author_id is distinct from new.author_id or old.type <> new.type or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'deal_id', 'author_id', 'type', 'created_at');
create trigger _220_refuse_truncate before truncate on public.activities
  for each statement execute function private.tg_all__refuse_truncate();
alter table public.activities enable always trigger _050_rules;

create trigger _600_notify_insert after insert on public.activities
  for each row when (cardinality(new.mentions) > 0) execute function private.tg_activities__notify();
create trigger _600_notify_update after update on public.activities
  for each row when (old.body <> new.body or old.deleted_at is distinct from new.deleted_at) execute function private.tg_activities__notify();

create trigger _900_audit_insert after insert on public.activities
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.activities
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.activities
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.activities
  for each statement execute function private.tg_all__audit();
alter table public.activities enable always trigger _900_audit_insert;
alter table public.activities enable always trigger _900_audit_update;
alter table public.activities enable always trigger _900_audit_delete;
alter table public.activities enable always trigger _900_audit_truncate;
