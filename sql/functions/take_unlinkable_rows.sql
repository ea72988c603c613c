create function private.take_unlinkable_rows(number integer)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  execute format('delete from pg_temp.import_rows_1 as r using pg_temp.import_links_%s as l where l.n = r.n and l.problem is not null', number);
end
$$;
comment on function private.take_unlinkable_rows(integer) is 'For the worker: rows with a cell of this relation that is wrong come in no more.';
revoke execute on function private.take_unlinkable_rows(integer) from public;
grant execute on function private.take_unlinkable_rows(integer) to worker;
