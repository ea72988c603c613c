create trigger _020_keep_trashed before update on public.deals
  for each row when (old.deleted_at is not null and new.deleted_at is not null)
  execute function private.tg_all__keep_trashed('deal');
create trigger _050_prepare_insert before insert on public.deals
  for each row execute function private.tg_deals__prepare();
create trigger _050_prepare_update before update on public.deals
  for each row when (
    old.status <> new.status or old.stage is distinct from new.stage or old.pipeline_id is distinct from new.pipeline_id or new.currency is null
  )
  execute function private.tg_deals__prepare();
create trigger _100_version before update on public.deals
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.deals
  for each row when (old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at)
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'created_at');
create trigger _220_refuse_truncate before truncate on public.deals
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _300_check_owner_insert before insert on public.deals
  for each row when (new.owner_id is not null and new.owner_id is distinct from auth.uid())
  execute function private.tg_all__check_owner();
create trigger _300_check_owner_update before update on public.deals
  for each row when (old.owner_id is distinct from new.owner_id)
  execute function private.tg_all__check_owner();
create trigger _310_check_trash before update on public.deals
  for each row when ((old.deleted_at is null) <> (new.deleted_at is null))
  execute function private.tg_all__check_trash();
create trigger _400_check_move_insert before insert on public.deals
  for each row execute function private.tg_deals__check_move();
create trigger _400_check_move_update before update on public.deals
  for each row when (old.status <> new.status or old.stage is distinct from new.stage or old.pipeline_id is distinct from new.pipeline_id)
  execute function private.tg_deals__check_move();
create trigger _410_check_fields_insert before insert on public.deals
  for each row execute function private.tg_deals__check_fields();
create trigger _410_check_fields_update before update on public.deals
  for each row when (
    (old.status, old.stage, old.pipeline_id, old.description) <> (new.status, new.stage, new.pipeline_id, new.description)
    or (old.contact_id, old.amount, old.expected_close_date, old.source, old.lost_reason, old.closed_at, old.deleted_at)
      is distinct from (new.contact_id, new.amount, new.expected_close_date, new.source, new.lost_reason, new.closed_at, new.deleted_at)
  )
  execute function private.tg_deals__check_fields();
create trigger _500_count_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_deals__count();
create trigger _500_count_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_deals__count();
create trigger _500_count_delete after delete on public.deals
  referencing old table as old_rows
  for each statement execute function private.tg_deals__count();
create trigger _510_timeline_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_deals__timeline();
create trigger _510_timeline_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_deals__timeline();
alter table public.deals enable always trigger _020_keep_trashed;
alter table public.deals enable always trigger _050_prepare_insert;
alter table public.deals enable always trigger _050_prepare_update;
alter table public.deals enable always trigger _300_check_owner_insert;
alter table public.deals enable always trigger _300_check_owner_update;
alter table public.deals enable always trigger _310_check_trash;
alter table public.deals enable always trigger _400_check_move_insert;
alter table public.deals enable always trigger _400_check_move_update;
alter table public.deals enable always trigger _410_check_fields_insert;
alter table public.deals enable always trigger _410_check_fields_update;
alter table public.deals enable always trigger _500_count_insert;
alter table public.deals enable always trigger _500_count_update;
alter table public.deals enable always trigger _500_count_delete;
alter table public.deals enable always trigger _510_timeline_insert;
alter table public.deals enable always trigger _510_timeline_update;

create trigger _530_queue_search_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_all__queue_search('deal', 'title', 'description', 'source', 'lost_reason', 'deleted_at');
create trigger _530_queue_search_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__queue_search('deal', 'title', 'description', 'source', 'lost_reason', 'deleted_at');
create trigger _530_queue_search_delete after delete on public.deals
  referencing old table as old_rows
  for each statement execute function private.tg_all__queue_search('deal', 'title', 'description', 'source', 'lost_reason', 'deleted_at');
alter table public.deals enable always trigger _530_queue_search_insert;
alter table public.deals enable always trigger _530_queue_search_update;
alter table public.deals enable always trigger _530_queue_search_delete;

create trigger _600_notify_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_all__notify_assigned('deal', 'owner_id', 'title');
create trigger _600_notify_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__notify_assigned('deal', 'owner_id', 'title');

create trigger _900_audit_insert after insert on public.deals
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.deals
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'amount_key', 'title_key', 'search_text');
create trigger _900_audit_delete after delete on public.deals
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'amount_key', 'title_key', 'search_text');
create trigger _900_audit_truncate after truncate on public.deals
  for each statement execute function private.tg_all__audit();
alter table public.deals enable always trigger _900_audit_insert;
alter table public.deals enable always trigger _900_audit_update;
alter table public.deals enable always trigger _900_audit_delete;
alter table public.deals enable always trigger _900_audit_truncate;
