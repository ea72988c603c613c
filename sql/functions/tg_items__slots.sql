create function private.tg_items__slots()
  returns trigger
  language plpgsql
  security definer  -- reads the map of slots
  set search_path = ''
as $$
declare
  v_slots jsonb;
  v_is_changing boolean;
begin
  -- Shared with other writers, but not with who compiles the list: no slot is given to a column, and no column
  -- changed, while somebody writes without it.
  select k.slots, k.rewrite is not null into v_slots, v_is_changing
  from private.list_checks as k where k.list_id = new.list_id for share;
  begin
    new.values := case when v_is_changing then private.rewrite_values(new.list_id, new.values) else new.values end;
    select s.* into new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8, new.t1, new.t2, new.t3, new.t4, new.t5, new.t6, new.t7, new.t8
    from private.values_in_slots(v_slots, new.values) as s;
  exception when data_exception then
    null;  -- A cell that does not convert: the check after the statement refuses it, and says which.
  end;
  -- The filling of slots, and of columns that are not shown yet, is no change of the item.
  if new.deleted_at is not distinct from old.deleted_at
    and (new.values = old.values or v_is_changing and private.is_unseen_change(new.list_id, old.values, new.values)) then
    new.version := old.version;
    new.updated_at := old.updated_at;
    new.updated_by := old.updated_by;
  end if;
  return new;
end
$$;
comment on function private.tg_items__slots() is
  'Keeps the slots of an updated item right, and applies the change of a column that is going on.';
revoke execute on function private.tg_items__slots() from public;
