create function private.find_query_column(list_id uuid, name jsonb, path text)
  returns private.query_column
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column private.query_column;
begin
  if jsonb_typeof(name) is distinct from 'string' then
    perform private.refuse_query(path, 'name a column by its key');
  end if;
  -- The caller's own rights: a column is looked up as it would be shown.
  select c.id, c.key, c.type, private.column_family(c.type), private.cell_sql(c.type, c.key),
    (select 'i.' || s.slot from private.list_slots as s where s.list_id = c.list_id and s.column_id = c.id and s.state = 'ready'),
    array(select o.option ->> 'id' from jsonb_array_elements(c.config -> 'options') with ordinality as o (option, n) order by o.n)
  into v_column
  from public.list_columns as c
  where c.list_id = find_query_column.list_id and c.deleted_at is null
    -- A view or a formula may name a column that was converted since: it finds what that became.
    and (c.key = find_query_column.name #>> '{}' or find_query_column.name #>> '{}' = any (c.replaces))
  order by c.key = find_query_column.name #>> '{}' desc, c.id desc limit 1;
  if v_column.id is null then
    perform private.refuse_query(path, format('the list has no column with the key "%s"', left(name #>> '{}', 100)));
  end if;
  return v_column;
end
$$;
comment on function private.find_query_column(uuid, jsonb, text) is
  'The column that a query names, or query_invalid.';
revoke execute on function private.find_query_column(uuid, jsonb, text) from public;
grant execute on function private.find_query_column(uuid, jsonb, text) to authenticated, service_role;
