create trigger _050_prepare before insert on public.comments
  for each row execute function private.tg_comments__prepare();
create trigger _100_version before update on public.comments
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.comments
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.item_id is distinct from new.item_id
    or old.parent_id is distinct from new.parent_id or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'item_id', 'parent_id', 'created_at');
create trigger _490_check_place before insert on public.comments
  for each row execute function private.tg_comments__check_place();
create trigger _500_rules before insert or update on public.comments
  for each row execute function private.tg_comments__rules();
alter table public.comments enable always trigger _490_check_place;
alter table public.comments enable always trigger _500_rules;

create trigger _530_queue_search_insert after insert on public.comments
  referencing new table as new_rows
  for each statement execute function private.tg_all__queue_search('comment', 'body', 'deleted_at');
create trigger _530_queue_search_update after update on public.comments
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__queue_search('comment', 'body', 'deleted_at');
create trigger _530_queue_search_delete after delete on public.comments
  referencing old table as old_rows
  for each statement execute function private.tg_all__queue_search('comment', 'body', 'deleted_at');
alter table public.comments enable always trigger _530_queue_search_insert;
alter table public.comments enable always trigger _530_queue_search_update;
alter table public.comments enable always trigger _530_queue_search_delete;

create trigger _600_notify_insert after insert on public.comments
  for each row when (cardinality(new.mentions) > 0) execute function private.tg_comments__notify();
create trigger _600_notify_update after update on public.comments
  for each row when (old.body <> new.body or old.deleted_at is distinct from new.deleted_at) execute function private.tg_comments__notify();

create trigger _900_audit_insert after insert on public.comments
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.comments
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.comments
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.comments
  for each statement execute function private.tg_all__audit();
alter table public.comments enable always trigger _900_audit_insert;
alter table public.comments enable always trigger _900_audit_update;
alter table public.comments enable always trigger _900_audit_delete;
alter table public.comments enable always trigger _900_audit_truncate;
