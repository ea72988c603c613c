create function private.create_import_matches()
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  create temporary table import_matches (
    n bigint primary key, key text[], item_id uuid, version bigint, found bigint not null, first bigint not null, is_changed boolean not null default false
  ) on commit drop;
  grant select, insert, update on pg_temp.import_matches to authenticated;
end
$$;
comment on function private.create_import_matches() is
  'For the worker: a temporary table for the item that each row of the file is about; how many have its key, and the first row that has it too.';
revoke execute on function private.create_import_matches() from public;
grant execute on function private.create_import_matches() to worker;
