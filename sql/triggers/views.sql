create trigger _050_prepare before insert on public.views
  for each row execute function private.tg_views__prepare();
create trigger _100_version before update on public.views
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.views
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.list_id <> new.list_id or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'list_id', 'created_at');
create trigger _500_rules before insert or update on public.views
  for each row execute function private.tg_views__rules();
alter table public.views enable always trigger _500_rules;

create trigger _900_audit_insert after insert on public.views
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.views
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.views
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.views
  for each statement execute function private.tg_all__audit();
alter table public.views enable always trigger _900_audit_insert;
alter table public.views enable always trigger _900_audit_update;
alter table public.views enable always trigger _900_audit_delete;
alter table public.views enable always trigger _900_audit_truncate;
