create function private.open_records_export(target text, workspace_id uuid, query jsonb, keys text[])
  returns refcursor
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_from constant text := private.export_records_sql(target, workspace_id, query);
  v_cells text;
  v_cursor refcursor := 'export';
begin
  perform pg_catalog.set_config('cursor_tuple_fraction', '1', true), pg_catalog.set_config('jit', 'off', true);
  select string_agg(format('%L, %s', f.key, private.export_expression(target, f.key, f.type)), ', ' order by f.place) into v_cells
  from private.export_fields(target) as f where f.key = any (keys);
  open v_cursor no scroll for execute format('select t.id::text, jsonb_build_object(%s)::text, null %s', v_cells, v_from) using query -> 'filter';
  return v_cursor;
end
$$;
comment on function private.open_records_export(text, uuid, jsonb, text[]) is
  'For a job that acts as the person who asked: the cursor "export" over the records, each as id and an object of these fields. Read it in the same role.';
revoke execute on function private.open_records_export(text, uuid, jsonb, text[]) from public;
grant execute on function private.open_records_export(text, uuid, jsonb, text[]) to authenticated;
