create function private.finish_import(import_id uuid, report jsonb)
  returns void
  language plpgsql
  volatile
  security definer  -- the worker may not write imports
  set search_path = ''
as $$
begin
  if (report ->> 'rows_rejected')::bigint <> (
    select count(distinct e.row_number) from public.import_errors as e
    where e.import_id = finish_import.import_id and e.is_rejected
  ) then
    raise exception 'Not every row is imported or rejected with a reason' using errcode = 'internal_error';
  end if;
  delete from private.checked_writes as w where w.transaction_id = pg_current_xact_id();
  update public.imports as i
  set status = 'done', phase = 'done', finished_at = clock_timestamp(),
    list_id = (report ->> 'list_id')::uuid, decision = report -> 'decision',
    rows_read = (report ->> 'rows_read')::bigint, rows_imported = (report ->> 'rows_imported')::bigint,
    rows_rejected = (report ->> 'rows_rejected')::bigint, cells_emptied = (report ->> 'cells_emptied')::bigint
  where i.id = finish_import.import_id and i.status = 'running';
  if not found then
    raise exception 'The import has ended already' using errcode = 'restrict_violation', constraint = 'import_is_over';
  end if;
end
$$;
comment on function private.finish_import(uuid, jsonb) is
  'The last statement of an import, in its transaction. Refuses, and so undoes it all, when it was cancelled meanwhile.';
revoke execute on function private.finish_import(uuid, jsonb) from public;
grant execute on function private.finish_import(uuid, jsonb) to worker;
