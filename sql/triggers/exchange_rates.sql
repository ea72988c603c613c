create trigger _100_version before update on public.exchange_rates
  for each row execute function private.tg_all__version();
create trigger _200_identity before update on public.exchange_rates
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.currency <> new.currency or old.created_at <> new.created_at
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'currency', 'created_at');
create trigger _500_rules before insert or update on public.exchange_rates
  for each row execute function private.tg_exchange_rates__rules();
alter table public.exchange_rates enable always trigger _500_rules;
create trigger _510_base before insert or update of rate on public.exchange_rates
  for each row execute function private.tg_exchange_rates__base();
alter table public.exchange_rates enable always trigger _510_base;

create trigger _900_audit_insert after insert on public.exchange_rates
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.exchange_rates
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_delete after delete on public.exchange_rates
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_truncate after truncate on public.exchange_rates
  for each statement execute function private.tg_all__audit();
alter table public.exchange_rates enable always trigger _900_audit_insert;
alter table public.exchange_rates enable always trigger _900_audit_update;
alter table public.exchange_rates enable always trigger _900_audit_delete;
alter table public.exchange_rates enable always trigger _900_audit_truncate;
