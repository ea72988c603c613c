create trigger _050_prepare before insert on public.contact_items
  for each row when (new.workspace_id is null) execute function private.tg_contact_items__prepare();
create trigger _060_keep_trashed before insert or delete on public.contact_items
  for each row execute function private.tg_contact_items__keep_trashed();
create trigger _220_refuse_truncate before truncate on public.contact_items
  for each statement execute function private.tg_all__refuse_truncate();
alter table public.contact_items enable always trigger _060_keep_trashed;

create trigger _900_audit_insert after insert on public.contact_items
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.contact_items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.contact_items
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.contact_items
  for each statement execute function private.tg_all__audit();
alter table public.contact_items enable always trigger _900_audit_insert;
alter table public.contact_items enable always trigger _900_audit_update;
alter table public.contact_items enable always trigger _900_audit_delete;
alter table public.contact_items enable always trigger _900_audit_truncate;
