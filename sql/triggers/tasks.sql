create trigger _020_keep_trashed before update on public.tasks
  for each row when (old.deleted_at is not null and new.deleted_at is not null)
  execute function private.tg_all__keep_trashed('task');
create trigger _030_keep_trashed before update on public.tasks
  for each row when (
    num_nonnulls(new.deal_id, new.contact_id) = 1 and old.deleted_at is null and new.deleted_at is null
    and (old.deal_id, old.contact_id) is not distinct from (new.deal_id, new.contact_id)
  )
  execute function private.tg_tasks__keep_trashed();
create trigger _050_prepare before insert or update on public.tasks
  for each row execute function private.tg_tasks__prepare();
create trigger _100_version before update on public.tasks
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.tasks
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');
create trigger _220_refuse_truncate before truncate on public.tasks
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _310_check_trash before update on public.tasks
  for each row when ((old.deleted_at is null) <> (new.deleted_at is null))
  execute function private.tg_all__check_trash();
create trigger _400_rules before insert or update on public.tasks
  for each row execute function private.tg_tasks__rules();
create trigger _510_timeline_insert after insert on public.tasks
  referencing new table as new_rows
  for each statement execute function private.tg_tasks__timeline();
create trigger _510_timeline_update after update on public.tasks
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_tasks__timeline();
alter table public.tasks enable always trigger _020_keep_trashed;
alter table public.tasks enable always trigger _030_keep_trashed;
alter table public.tasks enable always trigger _050_prepare;
alter table public.tasks enable always trigger _310_check_trash;
alter table public.tasks enable always trigger _400_rules;
alter table public.tasks enable always trigger _510_timeline_insert;
alter table public.tasks enable always trigger _510_timeline_update;

create trigger _600_notify_insert after insert on public.tasks
  referencing new table as new_rows
  for each statement execute function private.tg_all__notify_assigned('task', 'assignee_id', 'title');
create trigger _600_notify_update after update on public.tasks
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__notify_assigned('task', 'assignee_id', 'title');

create trigger _900_audit_insert after insert on public.tasks
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.tasks
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.tasks
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.tasks
  for each statement execute function private.tg_all__audit();
alter table public.tasks enable always trigger _900_audit_insert;
alter table public.tasks enable always trigger _900_audit_update;
alter table public.tasks enable always trigger _900_audit_delete;
alter table public.tasks enable always trigger _900_audit_truncate;
