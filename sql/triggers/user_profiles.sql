create trigger _100_touch before update on public.user_profiles
  for each row execute function private.tg_all__touch();
create trigger _200_identity before update on public.user_profiles
  for each row when (old.user_id <> new.user_id)
  execute function private.tg_all__keep_identity('user_id');

create trigger _900_audit_insert after insert on public.user_profiles
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit('user_id', 'null::uuid');
create trigger _900_audit_update after update on public.user_profiles
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('user_id', 'null::uuid');
create trigger _900_audit_delete after delete on public.user_profiles
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('user_id', 'null::uuid');
create trigger _900_audit_truncate after truncate on public.user_profiles
  for each statement execute function private.tg_all__audit('user_id', 'null::uuid');
alter table public.user_profiles enable always trigger _900_audit_insert;
alter table public.user_profiles enable always trigger _900_audit_update;
alter table public.user_profiles enable always trigger _900_audit_delete;
alter table public.user_profiles enable always trigger _900_audit_truncate;
