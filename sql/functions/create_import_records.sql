create function private.create_import_records()
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  create temporary table import_records (n bigint primary key, id uuid, is_new boolean not null, fields jsonb not null, is_done boolean not null default false, problem jsonb)
    on commit drop;
  grant select, insert, update, delete on pg_temp.import_records to authenticated;
end
$$;
comment on function private.create_import_records() is
  'For the worker: a temporary table of what is to be written to contacts or deals: row of the file, record, columns with their values; then whether it was, or what is wrong.';
revoke execute on function private.create_import_records() from public;
grant execute on function private.create_import_records() to worker;
