create function private.refuse_rows(action text, kind text, workspace_id uuid, rows jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_problems jsonb := '[]';
  v_row record;
  v_name text;
  v_message text;
  v_detail text;
begin
  -- Whatever is written here is undone by the refusal at the end. Good rows stay until then: of two alike the second is wrong.
  for v_row in select e.r, e.n - 1 as n from jsonb_array_elements(rows) with ordinality as e (r, n) order by e.n loop
    begin
      perform private.write_records(action, kind, refuse_rows.workspace_id, jsonb_build_array(v_row.r));
    exception when integrity_constraint_violation or data_exception or insufficient_privilege or no_data_found or object_not_in_prerequisite_state then
      get stacked diagnostics v_name = constraint_name, v_message = message_text, v_detail = pg_exception_detail;
      v_problems := v_problems || private.row_problems(v_row.n, v_row.r ->> 'id', sqlstate, v_name, v_message, v_detail);
    end;
    exit when jsonb_array_length(v_problems) >= 100;
  end loop;
  if v_problems <> '[]' then
    raise exception 'Row %: %', v_problems -> 0 ->> 'row', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'records_invalid', detail = v_problems::text,
        hint = 'Nothing was saved. Mend the named rows and send all again.';
  end if;
end
$$;
comment on function private.refuse_rows(text, text, uuid, jsonb) is
  'After a batch was refused: tries the rows one by one and raises records_invalid; DETAIL is a JSON array of {row, id, field, code, message}, at most 100.';
revoke execute on function private.refuse_rows(text, text, uuid, jsonb) from public;
grant execute on function private.refuse_rows(text, text, uuid, jsonb) to authenticated, service_role;
