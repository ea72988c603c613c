-- before, after and moved repeat what the events of the contacts themselves say.
create trigger _900_audit_insert after insert on public.contact_merges
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.contact_merges
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.contact_merges
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'before', 'after', 'moved');
create trigger _900_audit_truncate after truncate on public.contact_merges
  for each statement execute function private.tg_all__audit();
alter table public.contact_merges enable always trigger _900_audit_insert;
alter table public.contact_merges enable always trigger _900_audit_update;
alter table public.contact_merges enable always trigger _900_audit_delete;
alter table public.contact_merges enable always trigger _900_audit_truncate;
