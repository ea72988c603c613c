create function private.take_unusable_rows(import_id uuid, workspace_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  insert into public.import_errors (import_id, workspace_id, row_number, value, reason)
  select take_unusable_rows.import_id, take_unusable_rows.workspace_id, r.n, r.c1, r.problem
  from pg_temp.import_rows_1 as r where r.problem is not null;
  delete from pg_temp.import_rows_1 as r where r.problem is not null;
end
$$;
comment on function private.take_unusable_rows(uuid, uuid) is
  'For the worker: rows that are no rows of this file (too few cells, a quote that does not close, …) become errors.';
revoke execute on function private.take_unusable_rows(uuid, uuid) from public;
grant execute on function private.take_unusable_rows(uuid, uuid) to worker;
