create function private.fail_column_change(change_id uuid, error jsonb)
  returns void
  language plpgsql
  volatile
  security definer  -- for the worker, which owns no table
  set search_path = ''
as $$
declare
  v_change public.column_changes;
begin
  update public.column_changes as c set state = 'failed', error = fail_column_change.error, finished_at = clock_timestamp()
  where c.id = change_id and c.state = 'running'
  returning c.* into v_change;
  if not found then
    return;
  end if;
  if v_change.kind <> 'number_items' then
    update private.list_checks as k set rewrite = null where k.list_id = v_change.list_id;
    perform private.compile_slots(v_change.list_id);
  end if;
  -- Options are two again; an item that moved already holds the one that it was to hold.
  delete from private.merged_options as m
  where v_change.kind = 'merge_option' and m.column_id = v_change.column_id and m.is_moving;
end
$$;
comment on function private.fail_column_change(uuid, jsonb) is
  'Ends a change that cannot go on: the column stays what it was. Columns that were being filled are purged later.';
revoke execute on function private.fail_column_change(uuid, jsonb) from public;
grant execute on function private.fail_column_change(uuid, jsonb) to worker;
