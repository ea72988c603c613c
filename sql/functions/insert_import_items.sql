create function private.insert_import_items(workspace_id uuid, list_id uuid, plan jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  -- UUID version 7: milliseconds, then 32 bits that count the rows (12 of them before the variant), then a random rest.
  v_time constant text := lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0');
  v_rest constant text := right(gen_random_uuid()::text, 10);
  v_defaults constant jsonb := coalesce(plan -> 'defaults', '{}');
  v_count bigint;
begin
  perform pg_catalog.set_config('deedbook.defaults_applied', 'on', true);
  -- A row as one value becomes JSON faster than its cells one by one.
  execute format(
    'insert into public.items (id, workspace_id, list_id, values, created_by, updated_by) '
    'select (%L || left(lpad(to_hex(s.n), 8, ''0''), 3) || ''8'' || right(lpad(to_hex(s.n), 8, ''0''), 5) || %L)::uuid, '
    '$1, $2, %s, $3, $3 from (select * from %s where %s) as s cross join lateral (select %s) as v',
    v_time || '7', v_rest, case v_defaults when '{}' then '' else format('%L::jsonb || ', v_defaults) end
      || case when (plan ->> 'is_full')::boolean then 'to_jsonb(v)'
        -- A null inside of JSON stays.
        when plan -> 'columns' @> '[{"type": "json"}]' then '(select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') from jsonb_each(to_jsonb(v)) as e where e.value <> ''null'')'
        else 'jsonb_strip_nulls(to_jsonb(v))' end,
    private.import_source((plan ->> 'width')::integer), private.import_conditions(plan -> 'conditions'), private.import_values(plan -> 'columns')
  ) using workspace_id, list_id, auth.uid();
  get diagnostics v_count = row_count;
  perform pg_catalog.set_config('deedbook.defaults_applied', '', true);
  return v_count;
end
$$;
comment on function private.insert_import_items(uuid, uuid, jsonb) is
  'Run as the person who asked, under row-level security: the rows of the file become items, with ids in the order of the file. plan: {width, is_full (no cell is empty), columns, conditions, defaults}. Returns how many.';
revoke execute on function private.insert_import_items(uuid, uuid, jsonb) from public;
grant execute on function private.insert_import_items(uuid, uuid, jsonb) to authenticated;
