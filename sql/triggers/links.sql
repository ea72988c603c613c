-- A function that writes many links fills them in itself.
create trigger _050_prepare before insert on public.links
  for each row when (new.list_id is null or new.position = 0)
  execute function private.tg_links__prepare();
create trigger _200_identity before update on public.links
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.column_id <> new.column_id or old.item_id <> new.item_id
    or old.target_item_id <> new.target_item_id or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'column_id', 'item_id', 'target_item_id', 'created_at');
create trigger _220_refuse_truncate before truncate on public.links
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _500_check after insert on public.links
  referencing new table as new_rows
  for each statement execute function private.tg_links__check();
alter table public.links enable always trigger _500_check;

create trigger _900_audit_insert after insert on public.links
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.links
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.links
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.links
  for each statement execute function private.tg_all__audit();
alter table public.links enable always trigger _900_audit_insert;
alter table public.links enable always trigger _900_audit_update;
alter table public.links enable always trigger _900_audit_delete;
alter table public.links enable always trigger _900_audit_truncate;
