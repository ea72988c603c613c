create trigger _050_prepare before insert on public.list_columns
  for each row execute function private.tg_list_columns__prepare();
create trigger _100_version before update on public.list_columns
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.list_columns
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.list_id <> new.list_id or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'list_id', 'created_at');
create trigger _500_rules before insert or update on public.list_columns
  for each row execute function private.tg_list_columns__rules();
create trigger _510_compile_insert after insert on public.list_columns
  referencing new table as new_rows
  for each statement execute function private.tg_list_columns__compile();
create trigger _510_compile_update after update on public.list_columns
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_list_columns__compile();
create trigger _510_release after delete on public.list_columns
  referencing old table as old_rows
  for each statement execute function private.tg_list_columns__release();
create trigger _220_refuse_truncate before truncate on public.list_columns
  for each statement execute function private.tg_all__refuse_truncate();
alter table public.list_columns enable always trigger _500_rules;
alter table public.list_columns enable always trigger _510_compile_insert;
alter table public.list_columns enable always trigger _510_compile_update;
alter table public.list_columns enable always trigger _510_release;

create trigger _900_audit_insert after insert on public.list_columns
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.list_columns
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.list_columns
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.list_columns
  for each statement execute function private.tg_all__audit();
alter table public.list_columns enable always trigger _900_audit_insert;
alter table public.list_columns enable always trigger _900_audit_update;
alter table public.list_columns enable always trigger _900_audit_delete;
alter table public.list_columns enable always trigger _900_audit_truncate;
