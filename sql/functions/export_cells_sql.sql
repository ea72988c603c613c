create function private.export_cells_sql(list_id uuid, keys text[])
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- A function takes a hundred arguments at most. An empty cell has no key, as in values.
  select string_agg(part.sql, ' || ' order by part.n)
  from (
    select c.n / 40 as n, format('jsonb_build_object(%s)', string_agg(format('%L, %s', c.key, c.sql), ', ' order by c.n)) as sql
    from (
      select c.key, row_number() over (order by c.position, c.id) as n, case
        when k.column_id is null then private.stored_sql(c.type, c.key)
        when c.type = 'relation' then private.export_links_sql(c)
        else k.value_sql end as sql
      from public.list_columns as c
      left join private.computed_columns as k on k.column_id = c.id and k.workspace_id = c.workspace_id
      where c.list_id = export_cells_sql.list_id and c.deleted_at is null and c.key = any (keys)
        and (private.is_computed(c.type) or c.type in ('auto_number', 'created_at', 'created_by', 'updated_at', 'updated_by'))
    ) as c
    where c.sql is not null
    group by c.n / 40
  ) as part
$$;
comment on function private.export_cells_sql(uuid, text[]) is
  'SQL of an object of those cells of an item i that are not in its values: what is computed, and what the item itself knows; null where there are none.';
revoke execute on function private.export_cells_sql(uuid, text[]) from public;
grant execute on function private.export_cells_sql(uuid, text[]) to authenticated, service_role;
