create function private.title_column(list_id uuid)
  returns private.computed_columns
  language sql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
  select s.*
  from public.list_columns as c
  cross join lateral private.source_column(c.list_id, c.key) as s
  -- One that is computed from links could come round to itself.
  where c.list_id = title_column.list_id and c.deleted_at is null and (not private.is_computed(c.type)
    or c.type = 'formula' and s.problem is null and not s.is_array and strpos(s.value_sql, 'public.links') = 0)
  order by c.position, c.id
  limit 1
$$;
comment on function private.title_column(uuid) is
  'The column by which items of a list are called: the first that is not computed from links.';
revoke execute on function private.title_column(uuid) from public;
