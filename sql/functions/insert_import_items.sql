create function private.insert_import_items(workspace_id uuid, list_id uuid, plan jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_defaults constant jsonb := coalesce(plan -> 'defaults', '{}');
  v_count bigint;
begin
  perform pg_catalog.set_config('deedbook.defaults_applied', 'on', true);
  -- A row as one value becomes JSON faster than its cells one by one.
  execute format(
    'insert into public.items (id, workspace_id, list_id, values, created_by, updated_by) '
    'select %s, $1, $2, %s, $3, $3 from (select * from %s and %s is null) as s cross join lateral (select %s) as v',
    private.import_item_id(plan), case v_defaults when '{}' then '' else format('%L::jsonb || ', v_defaults) end
      || case when (plan ->> 'is_full')::boolean then 'to_jsonb(v)'
        -- A null inside of JSON stays.
        when plan -> 'columns' @> '[{"type": "json"}]' then '(select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') from jsonb_each(to_jsonb(v)) as e where e.value <> ''null'')'
        else 'jsonb_strip_nulls(to_jsonb(v))' end,
    private.import_rows_sql(plan), private.import_match(), private.import_values(plan -> 'columns')
  ) using workspace_id, list_id, auth.uid();
  get diagnostics v_count = row_count;
  perform pg_catalog.set_config('deedbook.defaults_applied', '', true);
  return v_count;
end
$$;
comment on function private.insert_import_items(uuid, uuid, jsonb) is
  'Run as the person who asked, under row-level security: the rows of the file that are about no item become items, with ids in the order of the file. plan: {width, ids, range, is_full (no cell is empty), columns, conditions, defaults}. Returns how many.';
revoke execute on function private.insert_import_items(uuid, uuid, jsonb) from public;
grant execute on function private.insert_import_items(uuid, uuid, jsonb) to authenticated;
