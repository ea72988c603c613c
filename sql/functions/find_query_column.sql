create function private.find_query_column(list_id uuid, name jsonb, path text)
  returns private.query_column
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column private.query_column;
  v_problem text;
begin
  if jsonb_typeof(name) is distinct from 'string' then
    perform private.refuse_query(path, 'name a column by its key');
  end if;
  -- The caller's own rights: a column is looked up as it would be shown. A computed one is like its result.
  select c.id, c.key, t.type, private.column_family(t.type),
    case
      when k.titles_sql is not null then format('(select string_agg(e.title, '', '') from jsonb_array_elements_text(%s) as e (title))', k.titles_sql)
      when private.is_computed(c.type) then private.json_cell_sql(t.type, k.value_sql)
      else private.cell_sql(c.type, c.key) end,
    (select 'i.' || s.slot from private.list_slots as s where s.list_id = c.list_id and s.column_id = c.id and s.state = 'ready'),
    array(select o.option ->> 'id' from jsonb_array_elements(coalesce(k.config, c.config) -> 'options') with ordinality as o (option, n) order by o.n),
    coalesce(k.value_sql, private.stored_sql(c.type, c.key)), coalesce(k.is_array, false)
  into v_column
  from public.list_columns as c
  left join private.computed_columns as k on k.column_id = c.id and k.workspace_id = c.workspace_id
  cross join lateral (select coalesce(k.result_type, c.type) as type) as t
  where c.list_id = find_query_column.list_id and c.deleted_at is null
    -- A view or a formula may name a column that was converted since: it finds what that became.
    and (c.key = find_query_column.name #>> '{}' or find_query_column.name #>> '{}' = any (c.replaces))
  order by c.key = find_query_column.name #>> '{}' desc, c.id desc limit 1;
  if v_column.id is null then
    perform private.refuse_query(path, format('the list has no column with the key "%s"', left(name #>> '{}', 100)));
  end if;
  v_problem := (select k.problem from private.computed_columns as k where k.column_id = v_column.id and k.list_id = find_query_column.list_id);
  if v_problem is not null then
    perform private.refuse_query(path, format('the column "%s" cannot be computed now: %s', v_column.key, v_problem));
  end if;
  return v_column;
end
$$;
comment on function private.find_query_column(uuid, jsonb, text) is
  'The column that a query names, or query_invalid.';
revoke execute on function private.find_query_column(uuid, jsonb, text) from public;
grant execute on function private.find_query_column(uuid, jsonb, text) to authenticated, service_role;
