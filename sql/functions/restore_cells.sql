create function private.restore_cells(workspace_id uuid, cells jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_count constant integer := jsonb_array_length(cells);
  v_name text;
  v_message text;
begin
  if v_count = 0 then
    return '[]';
  end if;
  begin
    -- A null empties the cell.
    update public.items as i set values = i.values || c.cells
    from (
      select (e.cell ->> 'item_id')::uuid as item_id, jsonb_object_agg(e.cell ->> 'key', e.cell -> 'before') as cells
      from jsonb_array_elements(restore_cells.cells) as e (cell) group by 1
    ) as c
    where i.id = c.item_id and i.workspace_id = restore_cells.workspace_id;
    return '[]';
  exception when integrity_constraint_violation then
    get stacked diagnostics v_name = constraint_name, v_message = message_text;
  end;
  if v_count = 1 then
    return jsonb_build_array(cells -> 0 || jsonb_build_object('code', coalesce(nullif(v_name, ''), 'check_failed'), 'reason', v_message));
  end if;
  -- All of a statement or nothing: halves until those are alone that are refused.
  return private.restore_cells(workspace_id, jsonb_path_query_array(cells, format('$[0 to %s]', v_count / 2 - 1)::jsonpath))
    || private.restore_cells(workspace_id, jsonb_path_query_array(cells, format('$[%s to last]', v_count / 2)::jsonpath));
end
$$;
comment on function private.restore_cells(uuid, jsonb) is
  'Writes cells [{item_id, key, before}], and answers with those that the list refuses by now, each with code and reason; these stay as they are.';
revoke execute on function private.restore_cells(uuid, jsonb) from public;
grant execute on function private.restore_cells(uuid, jsonb) to authenticated;
