create function private.insert_import_items(workspace_id uuid, list_id uuid, plan jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_specs constant jsonb := plan -> 'columns';
  -- UUID version 7: milliseconds, then 32 bits that count the rows (12 of them before the variant), then a random rest.
  v_time constant text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
  v_rest constant text := right(gen_random_uuid()::text, 10);
  v_conditions text;
  v_count bigint;
begin
  select string_agg(case
      when s.spec ->> 'column' is null then 'false'
      when (s.spec ->> 'required')::boolean then format('%s is not null and %s', c.cell, c.accepts)
      else c.accepts
    end, ' and ') into v_conditions
  from jsonb_array_elements(plan -> 'conditions') as s (spec)
  left join lateral private.import_cell(s.spec) as c on s.spec ->> 'column' is not null;
  perform pg_catalog.set_config('deedbook.defaults_applied', 'on', true);
  execute format(
    'insert into public.items (id, workspace_id, list_id, values) '
    'select (%L || left(lpad(to_hex(n), 8, ''0''), 3) || ''8'' || right(lpad(to_hex(n), 8, ''0''), 5) || %L)::uuid, $1, $2, %s from %s where %s',
    v_time || '7', v_rest, private.import_object(v_specs, coalesce(plan -> 'defaults', '{}')),
    private.import_source((plan ->> 'width')::integer), coalesce(v_conditions, 'true')
  ) using workspace_id, list_id;
  get diagnostics v_count = row_count;
  perform pg_catalog.set_config('deedbook.defaults_applied', '', true);
  return v_count;
end
$$;
comment on function private.insert_import_items(uuid, uuid, jsonb) is
  'Run as the person who asked, under row-level security: the rows of the file become items, with ids in the order of the file. plan: {width, columns, conditions, defaults}. Returns how many.';
revoke execute on function private.insert_import_items(uuid, uuid, jsonb) from public;
grant execute on function private.insert_import_items(uuid, uuid, jsonb) to authenticated;
