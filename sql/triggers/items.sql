-- Once a transaction knows that a list has nothing to fill in, a row costs two comparisons; that of an import,
-- which vouches for its items (private.vouch_for_items), not the look for empty cells either.
create trigger _100_prepare before insert on public.items
  for each row when (
    coalesce(pg_catalog.current_setting('deedbook.plain_list', true), '') <> new.list_id::text
    or new.workspace_id is null
    or num_nonnulls(new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8,
      new.t1, new.t2, new.t3, new.t4, new.t5, new.t6, new.t7, new.t8) > 0
    or (session_user <> 'worker' or coalesce(pg_catalog.current_setting('deedbook.defaults_applied', true), '') <> 'on')
      and private.has_empty_cells(new.values)
  )
  execute function private.tg_items__prepare();
create trigger _110_drop_empty before update on public.items
  for each row when (private.has_empty_cells(new.values))
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
alter table public.items enable always trigger _100_prepare;
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
