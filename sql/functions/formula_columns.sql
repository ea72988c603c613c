create function private.formula_columns(list_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- A relation is the titles of what it links, files are their names. Columns that cannot be computed now are left out.
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'key', c.key, 'replaces', c.replaces, 'name', c.name,
    'type', case when k.titles_sql is not null then 'text' else coalesce(k.result_type, c.type) end,
    'is_array', k.titles_sql is not null or coalesce(k.is_array, false),
    'value_sql', coalesce(k.titles_sql, k.value_sql, private.stored_sql(c.type, c.key)),
    'options', coalesce(k.config, c.config) -> 'options') order by c.position, c.id), '[]')
  from public.list_columns as c
  left join private.computed_columns as k on k.column_id = c.id and k.workspace_id = c.workspace_id
  where c.list_id = formula_columns.list_id and c.deleted_at is null and (k.value_sql is not null or not private.is_computed(c.type))
$$;
comment on function private.formula_columns(uuid) is
  'The columns that a formula of the list may name, with the SQL of their cells.';
revoke execute on function private.formula_columns(uuid) from public;
grant execute on function private.formula_columns(uuid) to authenticated, service_role;
