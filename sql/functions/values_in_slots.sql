create function private.values_in_slots(slots jsonb, cells jsonb)
  returns table (
    n1 double precision, n2 double precision, n3 double precision, n4 double precision,
    n5 double precision, n6 double precision, n7 double precision, n8 double precision,
    t1 text, t2 text, t3 text, t4 text, t5 text, t6 text, t7 text, t8 text
  )
  language sql
  stable
  rows 1
begin atomic
  select
    private.number_slot(slots -> 'n1', cells), private.number_slot(slots -> 'n2', cells),
    private.number_slot(slots -> 'n3', cells), private.number_slot(slots -> 'n4', cells),
    private.number_slot(slots -> 'n5', cells), private.number_slot(slots -> 'n6', cells),
    private.number_slot(slots -> 'n7', cells), private.number_slot(slots -> 'n8', cells),
    private.text_slot(slots -> 't1', cells), private.text_slot(slots -> 't2', cells),
    private.text_slot(slots -> 't3', cells), private.text_slot(slots -> 't4', cells),
    private.text_slot(slots -> 't5', cells), private.text_slot(slots -> 't6', cells),
    private.text_slot(slots -> 't7', cells), private.text_slot(slots -> 't8', cells)
  ;
end;
comment on function private.values_in_slots(jsonb, jsonb) is
  'What the slots of an item hold, by the map of its list {"n1": [key, family]}; null where the list uses no such slot.';
revoke execute on function private.values_in_slots(jsonb, jsonb) from public;
