create trigger _130_slots_update before update on public.items
  for each row when (
    old.values <> new.values
    or (old.deleted_at is null) <> (new.deleted_at is null)
    or (old.n1, old.n2, old.n3, old.n4, old.n5, old.n6, old.n7, old.n8)
      is distinct from (new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8)
    or (old.t1, old.t2, old.t3, old.t4, old.t5, old.t6, old.t7, old.t8)
      is distinct from (new.t1, new.t2, new.t3, new.t4, new.t5, new.t6, new.t7, new.t8)
  )
  execute function private.tg_items__slots();
create trigger _510_check_slots_insert after insert on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_items__check_slots();
create trigger _510_check_slots_update after update on public.items
  referencing new table as new_rows
  for each statement execute function private.tg_items__check_slots();
alter table public.items enable always trigger _130_slots_update;
alter table public.items enable always trigger _510_check_slots_insert;
alter table public.items enable always trigger _510_check_slots_update;
