create trigger _020_keep_trashed before update on public.contacts
  for each row when (old.deleted_at is not null and new.deleted_at is not null)
  execute function private.tg_all__keep_trashed('contact');
create trigger _050_prepare before insert or update of email on public.contacts
  for each row execute function private.tg_contacts__prepare();
create trigger _100_version before update on public.contacts
  for each row when (old.deal_count = new.deal_count) execute function private.tg_all__version();
create trigger _200_identity before update on public.contacts
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');
create trigger _220_refuse_truncate before truncate on public.contacts
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _300_check_owner_insert before insert on public.contacts
  for each row when (new.owner_id is not null and new.owner_id is distinct from auth.uid())
  execute function private.tg_all__check_owner();
create trigger _300_check_owner_update before update on public.contacts
  for each row when (old.owner_id is distinct from new.owner_id)
  execute function private.tg_all__check_owner();
create trigger _310_check_trash before update on public.contacts
  for each row when ((old.deleted_at is null) <> (new.deleted_at is null))
  execute function private.tg_all__check_trash();
create trigger _390_refuse_used before delete on public.contacts
  for each row execute function private.tg_all__refuse_used();
create trigger _400_rules before update on public.contacts
  for each row when (old.deal_count <> new.deal_count or old.deleted_at is null and new.deleted_at is not null)
  execute function private.tg_contacts__rules();
alter table public.contacts enable always trigger _020_keep_trashed;
alter table public.contacts enable always trigger _050_prepare;
alter table public.contacts enable always trigger _300_check_owner_insert;
alter table public.contacts enable always trigger _300_check_owner_update;
alter table public.contacts enable always trigger _310_check_trash;
alter table public.contacts enable always trigger _390_refuse_used;
alter table public.contacts enable always trigger _400_rules;

create trigger _530_queue_search_insert after insert on public.contacts
  referencing new table as new_rows
  for each statement execute function private.tg_all__queue_search('contact', 'name', 'email', 'phone', 'company', 'job_title', 'notes', 'tags', 'address', 'deleted_at');
create trigger _530_queue_search_update after update on public.contacts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__queue_search('contact', 'name', 'email', 'phone', 'company', 'job_title', 'notes', 'tags', 'address', 'deleted_at');
create trigger _530_queue_search_delete after delete on public.contacts
  referencing old table as old_rows
  for each statement execute function private.tg_all__queue_search('contact', 'name', 'email', 'phone', 'company', 'job_title', 'notes', 'tags', 'address', 'deleted_at');
alter table public.contacts enable always trigger _530_queue_search_insert;
alter table public.contacts enable always trigger _530_queue_search_update;
alter table public.contacts enable always trigger _530_queue_search_delete;

create trigger _600_notify_insert after insert on public.contacts
  referencing new table as new_rows
  for each statement execute function private.tg_all__notify_assigned('contact', 'owner_id', 'name');
create trigger _600_notify_update after update on public.contacts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__notify_assigned('contact', 'owner_id', 'name');

create trigger _900_audit_insert after insert on public.contacts
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.contacts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'deal_count', 'email_key', 'phone_key', 'name_key', 'company_key', 'search_text');
create trigger _900_audit_delete after delete on public.contacts
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'deal_count', 'email_key', 'phone_key', 'name_key', 'company_key', 'search_text');
create trigger _900_audit_truncate after truncate on public.contacts
  for each statement execute function private.tg_all__audit();
alter table public.contacts enable always trigger _900_audit_insert;
alter table public.contacts enable always trigger _900_audit_update;
alter table public.contacts enable always trigger _900_audit_delete;
alter table public.contacts enable always trigger _900_audit_truncate;
