create function private.import_item_id(plan jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- UUID version 7: milliseconds, then 32 bits that count the rows (12 of them before the variant), then a random rest.
  select format('(%L || left(lpad(to_hex(s.n), 8, ''0''), 3) || ''8'' || right(lpad(to_hex(s.n), 8, ''0''), 5) || %L)::uuid',
    (plan #>> '{ids,head}') || '7', plan #>> '{ids,tail}')
$$;
comment on function private.import_item_id(jsonb) is 'SQL over a row s of the file: the id of the item that it becomes. plan: {ids: {head, tail}}, of private.create_import_tables.';
revoke execute on function private.import_item_id(jsonb) from public;
grant execute on function private.import_item_id(jsonb) to authenticated;
