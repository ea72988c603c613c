create function private.formula_columns(list_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- The SQL of a cell knows of a column what a query knows of it.
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'key', c.key, 'name', c.name, 'type', c.type, 'is_array', false,
    'value_sql', private.value_sql(row(c.id, c.key, c.type, private.column_family(c.type), null, null, null)::private.query_column),
    'options', c.config -> 'options') order by c.position, c.id), '[]')
  from public.list_columns as c
  where c.list_id = formula_columns.list_id and c.deleted_at is null
$$;
comment on function private.formula_columns(uuid) is
  'The columns that a formula of the list may name, with the SQL of their cells.';
revoke execute on function private.formula_columns(uuid) from public;
grant execute on function private.formula_columns(uuid) to authenticated, service_role;
