create trigger _050_prepare before insert on public.deal_items
  for each row when (new.workspace_id is null) execute function private.tg_deal_items__prepare();
create trigger _060_keep_trashed before insert or delete on public.deal_items
  for each row execute function private.tg_deal_items__keep_trashed();
create trigger _220_refuse_truncate before truncate on public.deal_items
  for each statement execute function private.tg_all__refuse_truncate();
alter table public.deal_items enable always trigger _060_keep_trashed;

create trigger _900_audit_insert after insert on public.deal_items
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.deal_items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.deal_items
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.deal_items
  for each statement execute function private.tg_all__audit();
alter table public.deal_items enable always trigger _900_audit_insert;
alter table public.deal_items enable always trigger _900_audit_update;
alter table public.deal_items enable always trigger _900_audit_delete;
alter table public.deal_items enable always trigger _900_audit_truncate;
