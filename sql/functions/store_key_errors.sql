create function private.store_key_errors(import_id uuid, workspace_id uuid, mode text, name text, by_id boolean, thing text default 'item')
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  analyze pg_temp.import_matches;
  with wrong as (
    select m.n, m.key, case
      when m.found > 1 then format('%s %ss%s have this key', m.found, thing, case thing when 'item' then ' of the list' end)
      when m.n <> m.first then format('row %s of the file has this key', m.first)
      else format('no %s%s has this key', thing, case thing when 'item' then ' of the list' end) end as reason
    from pg_temp.import_matches as m
    where m.found > 1 or m.n <> m.first or m.found = 0 and (mode = 'update' or by_id and m.key is not null)
  ), gone as (
    delete from pg_temp.import_rows_1 as r using wrong as w where r.n = w.n
  )
  insert into public.import_errors (import_id, workspace_id, row_number, column_name, value, reason)
  select store_key_errors.import_id, store_key_errors.workspace_id, w.n, name, left(array_to_string(w.key, ', '), 10000), w.reason from wrong as w;
end
$$;
comment on function private.store_key_errors(uuid, uuid, text, text, boolean, text) is
  'For the worker: rows whose key several items or an earlier row have become errors, and come in no more; so do those whose key no item has, where they are to change one.';
revoke execute on function private.store_key_errors(uuid, uuid, text, text, boolean, text) from public;
grant execute on function private.store_key_errors(uuid, uuid, text, text, boolean, text) to worker;
