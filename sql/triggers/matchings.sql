create trigger _100_version before update on public.matchings
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.matchings
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.created_at <> new.created_at
    or old.offer_list_id <> new.offer_list_id or old.request_list_id <> new.request_list_id
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'offer_list_id', 'request_list_id', 'created_at');
-- After: to whom the workspace is closed, the policy says so before the columns of its lists are looked at.
create trigger _500_rules after insert or update on public.matchings
  for each row execute function private.tg_matchings__rules();
create trigger _520_slots after insert or update on public.matchings
  for each row execute function private.tg_matchings__slots();
alter table public.matchings enable always trigger _500_rules;

create trigger _900_audit_insert after insert on public.matchings
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.matchings
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.matchings
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.matchings
  for each statement execute function private.tg_all__audit();
alter table public.matchings enable always trigger _900_audit_insert;
alter table public.matchings enable always trigger _900_audit_update;
alter table public.matchings enable always trigger _900_audit_delete;
alter table public.matchings enable always trigger _900_audit_truncate;
