create function private.skip_import_rows()
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  delete from pg_temp.import_rows_1 as r using pg_temp.import_matches as m where m.n = r.n and (m.found > 0 or m.n <> m.first);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.skip_import_rows() is 'For the worker: rows whose key an item of the list or an earlier row has come in no more; returns how many.';
revoke execute on function private.skip_import_rows() from public;
grant execute on function private.skip_import_rows() to worker;
