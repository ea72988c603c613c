create function private.computed_sql(list_id uuid, keys text[] default null)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- A function takes a hundred arguments at most.
  select string_agg(part.sql, ' || ' order by part.n)
  from (
    select c.n / 40 as n, format('jsonb_build_object(%s)', string_agg(format('%L, %s', c.key, case
      when c.value_sql is null then 'null'
      when c.type = 'relation' then format('coalesce(%s, ''{"count": 0, "items": []}'')', c.value_sql)
      when c.is_array or c.result_type = 'attachment' then format('coalesce(%s, ''[]'')', c.value_sql)
      else c.value_sql end), ', ' order by c.n)) as sql
    from (
      select c.key, c.type, k.result_type, k.value_sql, k.is_array, row_number() over (order by c.position, c.id) as n
      from public.list_columns as c
      join private.computed_columns as k on k.column_id = c.id and k.workspace_id = c.workspace_id
      where k.list_id = computed_sql.list_id and c.list_id = computed_sql.list_id and c.deleted_at is null
        and (computed_sql.keys is null or c.key = any (computed_sql.keys))
    ) as c
    group by c.n / 40
  ) as part
$$;
comment on function private.computed_sql(uuid, text[]) is
  'SQL of an object of all computed cells of an item i, or of these keys; null where there is none to compute.';
revoke execute on function private.computed_sql(uuid, text[]) from public;
grant execute on function private.computed_sql(uuid, text[]) to authenticated, service_role;
