create function private.number_sequence(list_id uuid)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select 'private.item_numbers_' || replace(list_id::text, '-', '')
$$;
comment on function private.number_sequence(uuid) is 'The name of the sequence that numbers the items of a list.';
revoke execute on function private.number_sequence(uuid) from public;
