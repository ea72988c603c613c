-- A place among others, and what the preview finds, are no change that somebody could overwrite.
create trigger _100_version before update on public.attachments
  for each row when (old.name <> new.name or old.deleted_at is distinct from new.deleted_at)
  execute function private.tg_all__version();
create trigger _200_identity before update on public.attachments
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.list_id <> new.list_id or old.item_id <> new.item_id
    or old.column_id is distinct from new.column_id or old.size <> new.size or old.sha256 <> new.sha256
    or old.media_type <> new.media_type or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'list_id', 'item_id', 'column_id', 'size', 'sha256', 'media_type', 'created_at');
create trigger _220_refuse_truncate before truncate on public.attachments
  for each statement execute function private.tg_all__refuse_truncate();

create trigger _500_count_insert after insert on public.attachments
  referencing new table as new_rows
  for each statement execute function private.tg_all__count_bytes('size');
create trigger _500_count_delete after delete on public.attachments
  referencing old table as old_rows
  for each statement execute function private.tg_all__count_bytes('size');
create trigger _510_release after delete on public.attachments
  referencing old table as old_rows
  for each statement execute function private.tg_all__release_objects();
alter table public.attachments enable always trigger _500_count_insert;
alter table public.attachments enable always trigger _500_count_delete;
alter table public.attachments enable always trigger _510_release;

create trigger _900_audit_insert after insert on public.attachments
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'preview_state', 'preview_problem', 'width', 'height', 'page_count');
create trigger _900_audit_update after update on public.attachments
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'preview_state', 'preview_problem', 'width', 'height', 'page_count');
create trigger _900_audit_delete after delete on public.attachments
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'preview_state', 'preview_problem', 'width', 'height', 'page_count');
create trigger _900_audit_truncate after truncate on public.attachments
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'preview_state', 'preview_problem', 'width', 'height', 'page_count');
alter table public.attachments enable always trigger _900_audit_insert;
alter table public.attachments enable always trigger _900_audit_update;
alter table public.attachments enable always trigger _900_audit_delete;
alter table public.attachments enable always trigger _900_audit_truncate;
