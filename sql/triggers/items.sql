-- A bulk writer that has applied the defaults itself says so and saves a call a row. Whoever else
-- says so only goes without defaults: what is stored is checked below in any case.
create trigger _100_defaults before insert on public.items
  for each row when (coalesce(pg_catalog.current_setting('deedbook.defaults_applied', true), '') <> 'on')
  execute function private.tg_items__defaults();
-- Nor is an import of the worker, which vouches for its items (private.vouch_for_items), asked for each row.
create trigger _110_drop_empty before insert or update on public.items
  for each row when (
    (session_user <> 'worker' or coalesce(pg_catalog.current_setting('deedbook.defaults_applied', true), '') <> 'on')
    and jsonb_typeof(new.values) = 'object'
    and new.values @? 'strict $.* ? (@ == null || @ == "" || @.type() == "array" && @.size() == 0 || @.type() == "object" && !exists(@.*))'
  )
  execute function private.tg_items__drop_empty();
-- Being numbered is no change of the item.
create trigger _120_version before update on public.items
  for each row when (old.number is not distinct from new.number) execute function private.tg_all__version();
create trigger _200_identity before update on public.items
  for each row when (
    old.id <> new.id or old.workspace_id <> new.workspace_id or old.list_id <> new.list_id or old.created_at <> new.created_at
    or old.number is not null and new.number is distinct from old.number
  )
  execute function private.tg_all__keep_identity('id', 'workspace_id', 'list_id', 'created_at', 'number');
create trigger _220_refuse_truncate before truncate on public.items
  for each statement execute function private.tg_all__refuse_truncate();
create trigger _500_check_insert after insert on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_items__check();
create trigger _500_check_update after update on public.items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_items__check();
create trigger _500_release after delete on public.items
  referencing old table as old_rows
  for each statement execute function private.tg_items__release();
alter table public.items enable always trigger _500_check_insert;
alter table public.items enable always trigger _500_check_update;
alter table public.items enable always trigger _500_release;

-- Slots repeat what is in values.
create trigger _900_audit_insert after insert on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_all__audit();
create trigger _900_audit_update after update on public.items
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id', 'number',
    'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8');
create trigger _900_audit_delete after delete on public.items
  referencing old table as old_rows
  for each statement execute function private.tg_all__audit('id', 'r.workspace_id',
    'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8');
create trigger _900_audit_truncate after truncate on public.items
  for each statement execute function private.tg_all__audit();
alter table public.items enable always trigger _900_audit_insert;
alter table public.items enable always trigger _900_audit_update;
alter table public.items enable always trigger _900_audit_delete;
alter table public.items enable always trigger _900_audit_truncate;
