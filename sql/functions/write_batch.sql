create function private.write_batch(action text, kind text, workspace_id uuid, rows jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_name text;
begin
  perform private.check_capability(write_batch.workspace_id, case action
    when 'trash' then 'crm.delete' when 'restore' then 'crm.delete' when 'delete' then 'trash.empty' else 'crm.write' end);
  perform private.check_batch(rows);
  -- Of one row the refusal itself says everything.
  if jsonb_array_length(rows) = 1 then
    return private.write_records(action, kind, write_batch.workspace_id, rows);
  end if;
  begin
    return private.write_records(action, kind, write_batch.workspace_id, rows);
  exception when integrity_constraint_violation or data_exception or insufficient_privilege or no_data_found or object_not_in_prerequisite_state then
    get stacked diagnostics v_name = constraint_name;
    -- Those of private.lock_records name the rows themselves.
    if v_name in ('version_conflict', 'record_not_own', 'batch_out_of_range', kind || '_not_found') then
      raise;
    end if;
    perform private.refuse_rows(action, kind, write_batch.workspace_id, rows);
    raise;
  end;
end
$$;
comment on function private.write_batch(text, text, uuid, jsonb) is
  'As write_records, 1 to 1,000 rows, all or none; of several it says which cannot be written and why.';
revoke execute on function private.write_batch(text, text, uuid, jsonb) from public;
grant execute on function private.write_batch(text, text, uuid, jsonb) to authenticated, service_role;
