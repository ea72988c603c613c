create function private.start_column_change(column_row public.list_columns, kind text, plan jsonb, rewrite text, hidden text[] default '{}')
  returns uuid
  language plpgsql
  volatile
  security definer  -- list_checks and changes are nobody's to write
  set search_path = ''
as $$
declare
  v_id constant uuid := private.uuid_v7();
  -- Before the lock: a count of a long list is no reason for writers to wait.
  v_total constant bigint := (select count(*) from public.items as i where i.list_id = column_row.list_id);
begin
  -- Waits for those who write without the change; from here on every writer applies it.
  perform from private.list_checks as k where k.list_id = column_row.list_id for update;
  perform private.refuse_while_changing(column_row.list_id);
  insert into public.column_changes (id, workspace_id, list_id, column_id, kind, plan, items_total)
  values (v_id, column_row.workspace_id, column_row.list_id, column_row.id, start_column_change.kind, jsonb_strip_nulls(start_column_change.plan), v_total);
  if rewrite is not null then
    update private.list_checks as k set rewrite = jsonb_build_object('sql', start_column_change.rewrite, 'hidden', to_jsonb(hidden))
    where k.list_id = column_row.list_id;
    perform private.compile_slots(column_row.list_id);
  end if;
  if v_total > 5000 then
    perform private.defer_job('change_column', jsonb_build_object('change_id', v_id), 'upkeep', 'change_column ' || v_id);
    return v_id;
  end if;
  while private.step_column_change(v_id, 5000) loop
    null;
  end loop;
  return v_id;
end
$$;
comment on function private.start_column_change(public.list_columns, text, jsonb, text, text[]) is
  'Puts a change in force for writers, and brings it to the items that are there: here where they are at most 5,000, else by a job.';
revoke execute on function private.start_column_change(public.list_columns, text, jsonb, text, text[]) from public;
