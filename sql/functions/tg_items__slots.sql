create function private.tg_items__slots()
  returns trigger
  language plpgsql
  security definer  -- reads the map of slots
  set search_path = ''
as $$
declare
  v_slots jsonb;
  v_rewrite jsonb;
begin
  -- Shared with other writers, but not with compile_slots: a slot is not given to a column, nor does a column begin to
  -- change, while somebody writes without it.
  select k.slots, k.rewrite into v_slots, v_rewrite from private.list_checks as k where k.list_id = new.list_id for share;
  if v_rewrite is not null then
    new.values := private.rewrite_values(v_rewrite, new.values);
  end if;
  -- The filling of slots, and of columns that are not shown yet, is no change of the item.
  if private.seen_values(v_rewrite, new.values) = private.seen_values(v_rewrite, old.values)
    and new.deleted_at is not distinct from old.deleted_at then
    new.version := old.version;
    new.updated_at := old.updated_at;
    new.updated_by := old.updated_by;
  end if;
  begin
    select s.* into new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8, new.t1, new.t2, new.t3, new.t4, new.t5, new.t6, new.t7, new.t8
    from private.values_in_slots(v_slots, new.values) as s;
  exception when data_exception then
    null;  -- A cell that does not convert: the check after the statement refuses it, and says which.
  end;
  return new;
end
$$;
comment on function private.tg_items__slots() is
  'Keeps the slots of an updated item right, and applies the change of a column that is going on.';
revoke execute on function private.tg_items__slots() from public;
