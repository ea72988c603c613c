create function private.text_slot(slot jsonb, cells jsonb)
  returns text
  language sql
  stable
  parallel safe
  return case when slot is not null then coalesce(left(lower(cells ->> (slot ->> 0)), 200), '') end collate "C";
comment on function private.text_slot(jsonb, jsonb) is
  'What a text slot holds for the values of an item: private.text_key of the column, or null without a column. slot is [key, family].';
revoke execute on function private.text_slot(jsonb, jsonb) from public;
