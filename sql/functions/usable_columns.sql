create function private.usable_columns(list_id uuid, without uuid default null)
  returns jsonb
  language sql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'key', c.key, 'name', c.name, 'type', s.result_type, 'is_array', s.is_array, 'value_sql', s.value_sql, 'config', s.config
  ) order by c.position, c.id), '[]')
  from public.list_columns as c
  cross join lateral private.source_column(c.list_id, c.key) as s
  where c.list_id = usable_columns.list_id and c.id is distinct from without and c.deleted_at is null and s.problem is null
$$;
comment on function private.usable_columns(uuid, uuid) is
  'The columns of a list that a formula may name, as private.compile_formula takes them.';
revoke execute on function private.usable_columns(uuid, uuid) from public;
