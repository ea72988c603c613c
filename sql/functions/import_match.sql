create function private.import_match()
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select case when to_regclass('pg_temp.import_matches') is null then 'null::uuid' else 'item_id' end
$$;
comment on function private.import_match() is 'SQL over a row of private.import_source: the item of the list that the row is about, null for a new one.';
revoke execute on function private.import_match() from public;
grant execute on function private.import_match() to worker, authenticated;
