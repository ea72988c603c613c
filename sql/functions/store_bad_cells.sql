create function private.store_bad_cells(import_id uuid, workspace_id uuid, spec jsonb, width integer)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_cell text;
  v_accepts text;
  v_required constant boolean := coalesce((spec ->> 'required')::boolean, false);
  v_rejects constant boolean := v_required or not coalesce((spec ->> 'keep_empty')::boolean, false);
  v_count bigint;
begin
  if spec ->> 'column' is null then
    v_cell := 'null::text';
    v_accepts := 'true';  -- a required column that the file does not have
  else
    select c.cell, c.accepts into v_cell, v_accepts from private.import_cell(spec) as c;
  end if;
  execute format(
    'insert into public.import_errors (import_id, workspace_id, row_number, column_name, value, reason, is_rejected) '
    'select $1, $2, n, $3, left(%1$s, 10000), case when %1$s is null then ''required, and empty'' else $4 end, $5 '
    'from %2$s where %3$s', v_cell, private.import_source(width),
    case when v_required then format('(%s is null or not (%s))', v_cell, v_accepts) else format('not (%s)', v_accepts) end
      || case when spec ->> 'only' = 'new' then ' and ' || private.import_match() || ' is null' else '' end
  ) using import_id, workspace_id, spec ->> 'name', private.import_requirement(spec), v_rejects;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.store_bad_cells(uuid, uuid, jsonb, integer) is
  'For the worker: the cells of a column that do not convert, and the empty ones of a required column, become errors; returns how many.';
revoke execute on function private.store_bad_cells(uuid, uuid, jsonb, integer) from public;
grant execute on function private.store_bad_cells(uuid, uuid, jsonb, integer) to worker;
