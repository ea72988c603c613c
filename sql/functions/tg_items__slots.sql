create function private.tg_items__slots()
  returns trigger
  language plpgsql
  security definer  -- reads the map of slots
  set search_path = ''
as $$
declare
  v_map constant jsonb := private.slot_map(new.list_id);
begin
  if v_map ? 'rewrite' then
    new.values := private.rewrite_values(new.list_id, new.values);
  end if;
  -- The filling of slots, and of columns that are not shown yet, is no change of the item.
  if tg_op = 'UPDATE' and new.deleted_at is not distinct from old.deleted_at
    and (new.values = old.values or v_map ? 'rewrite' and private.is_unseen_change(new.list_id, old.values, new.values)) then
    new.version := old.version;
    new.updated_at := old.updated_at;
    new.updated_by := old.updated_by;
  end if;
  new.n1 := private.number_slot(v_map -> 'n1', new.values);
  new.n2 := private.number_slot(v_map -> 'n2', new.values);
  new.n3 := private.number_slot(v_map -> 'n3', new.values);
  new.n4 := private.number_slot(v_map -> 'n4', new.values);
  new.n5 := private.number_slot(v_map -> 'n5', new.values);
  new.n6 := private.number_slot(v_map -> 'n6', new.values);
  new.n7 := private.number_slot(v_map -> 'n7', new.values);
  new.n8 := private.number_slot(v_map -> 'n8', new.values);
  new.t1 := private.text_slot(v_map -> 't1', new.values);
  new.t2 := private.text_slot(v_map -> 't2', new.values);
  new.t3 := private.text_slot(v_map -> 't3', new.values);
  new.t4 := private.text_slot(v_map -> 't4', new.values);
  new.t5 := private.text_slot(v_map -> 't5', new.values);
  new.t6 := private.text_slot(v_map -> 't6', new.values);
  new.t7 := private.text_slot(v_map -> 't7', new.values);
  new.t8 := private.text_slot(v_map -> 't8', new.values);
  return new;
exception when data_exception or undefined_object then
  -- A cell that does not convert: the check after the statement refuses it, and says which.
  return new;
end
$$;
comment on function private.tg_items__slots() is
  'Fills the slots of a written item, and applies the change of a column that is going on. Its triggers skip a list that is known to have neither.';
revoke execute on function private.tg_items__slots() from public;
