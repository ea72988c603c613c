create function private.take_import_refusals()
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  select coalesce(jsonb_agg(r.problem || jsonb_build_object('n', r.n)), '[]') into v_problems from pg_temp.import_records as r where r.problem is not null;
  delete from pg_temp.import_rows_1 as r using pg_temp.import_records as p where p.n = r.n and p.problem is not null;
  if to_regclass('pg_temp.import_matches') is not null then
    update pg_temp.import_matches as m set is_changed = true from pg_temp.import_records as r where r.n = m.n and r.is_done and not r.is_new;
  end if;
  return v_problems;
end
$$;
comment on function private.take_import_refusals() is
  'For the worker: rows that were refused when they were written come in no more; [{n, code, field, message}]. Those that changed a record are marked.';
revoke execute on function private.take_import_refusals() from public;
grant execute on function private.take_import_refusals() to worker;
