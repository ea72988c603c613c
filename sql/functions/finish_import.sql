create function private.finish_import(import_id uuid, report jsonb)
  returns void
  language plpgsql
  volatile
  security definer  -- the worker may not write imports
  set search_path = ''
as $$
declare
  v_is_dry_run constant boolean := coalesce((report ->> 'is_dry_run')::boolean, false);
begin
  if (report ->> 'rows_rejected')::bigint <> cardinality(private.find_rejected_rows(import_id)) then
    raise exception 'Not every row is imported or rejected with a reason' using errcode = 'internal_error';
  end if;
  delete from private.checked_writes as w where w.transaction_id = pg_current_xact_id();
  update public.imports as i
  set status = case when v_is_dry_run then 'checked' else 'done' end::public.import_status, phase = case when v_is_dry_run then 'checked' else 'done' end,
    finished_at = clock_timestamp(), list_id = coalesce((report ->> 'list_id')::uuid, i.list_id), decision = report -> 'decision',
    rows_read = (report ->> 'rows_read')::bigint, rows_total = (report ->> 'rows_read')::bigint, rows_done = (report ->> 'rows_read')::bigint,
    rows_imported = (report ->> 'rows_imported')::bigint, rows_updated = coalesce((report ->> 'rows_updated')::bigint, 0),
    rows_unchanged = coalesce((report ->> 'rows_unchanged')::bigint, 0), rows_skipped = coalesce((report ->> 'rows_skipped')::bigint, 0),
    rows_rejected = (report ->> 'rows_rejected')::bigint, cells_emptied = (report ->> 'cells_emptied')::bigint,
    made = coalesce(report -> 'made', '{}'), transaction_id = case when not v_is_dry_run then pg_current_xact_id() end
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
