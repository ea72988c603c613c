create function private.store_import_problems(import_id uuid, workspace_id uuid, problems jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  delete from pg_temp.import_rows_1 as r using jsonb_to_recordset(problems) as p (n bigint) where p.n = r.n;
  insert into public.import_errors (import_id, workspace_id, row_number, column_name, value, reason)
  select store_import_problems.import_id, store_import_problems.workspace_id, p.n, coalesce(p.name, ''), left(p.value, 10000), left(p.message, 2000)
  from jsonb_to_recordset(problems) as p (n bigint, name text, value text, message text);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.store_import_problems(uuid, uuid, jsonb) is
  'For the worker: [{n, name (of the column), value, message}] become errors, and their rows come in no more; returns how many.';
revoke execute on function private.store_import_problems(uuid, uuid, jsonb) from public;
grant execute on function private.store_import_problems(uuid, uuid, jsonb) to worker;
