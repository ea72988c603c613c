create function private.slots_wrong_sql(slots jsonb, item text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select string_agg(format(
    '%I.%I is distinct from private.%s(%L::jsonb, %1$I.values)',
    item, s.slot, case left(s.slot, 1) when 'n' then 'number_slot' else 'text_slot' end, nullif(s.held, 'null')
  ), ' or ' order by s.slot)
  from jsonb_each(slots) as s (slot, held)
$$;
comment on function private.slots_wrong_sql(jsonb, text) is
  'SQL that is true when a slot of the item does not hold what it should; null in the map stands for an empty slot.';
revoke execute on function private.slots_wrong_sql(jsonb, text) from public;
