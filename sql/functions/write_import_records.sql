create function private.write_import_records(action text, workspace_id uuid, kind text, rows bigint[])
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_half constant integer := cardinality(rows) / 2;
  v_name text;
  v_message text;
  v_detail text;
begin
  if coalesce(cardinality(rows), 0) = 0 then
    return;
  end if;
  begin
    execute private.import_records_sql(action, kind) using workspace_id, rows, private.record_defaults(kind);
    return;
  exception when integrity_constraint_violation or data_exception or insufficient_privilege or no_data_found or object_not_in_prerequisite_state then
    get stacked diagnostics v_name = constraint_name, v_message = message_text, v_detail = pg_exception_detail;
  end;
  if v_half = 0 then
    update pg_temp.import_records as r set problem = private.import_refusal(v_name, v_message, v_detail) where r.n = rows[1];
    return;
  end if;
  -- All of a statement or nothing: halves until those are alone that are refused.
  perform private.write_import_records(action, workspace_id, kind, rows[:v_half]);
  perform private.write_import_records(action, workspace_id, kind, rows[v_half + 1:]);
end
$$;
comment on function private.write_import_records(text, uuid, text, bigint[]) is
  'Run as the person who asked, under row-level security: inserts, updates or trashes the contacts or deals of these rows of import_records; those that a rule refuses stay as they are and get their problem.';
revoke execute on function private.write_import_records(text, uuid, text, bigint[]) from public;
grant execute on function private.write_import_records(text, uuid, text, bigint[]) to authenticated;
