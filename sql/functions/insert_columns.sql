create function private.insert_columns(workspace_id uuid, list_id uuid, columns jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_last constant integer := coalesce((select max(c.position) from public.list_columns as c where c.list_id = insert_columns.list_id), 0);
  v_column record;
  v_made public.list_columns;
begin
  perform private.check_fields(e.element, '{key,name,type,config,is_required,is_unique,default_value,description}')
  from jsonb_array_elements(columns) as e (element);
  -- In one statement, so that the list is compiled once. A column's key is made unique among those before it.
  insert into public.list_columns (workspace_id, list_id, key, name, type, config, is_required, is_unique, default_value, description, position)
  select
    insert_columns.workspace_id, insert_columns.list_id, e.element ->> 'key', e.element ->> 'name', e.element ->> 'type',
    coalesce(e.element -> 'config', '{}'), coalesce((e.element ->> 'is_required')::boolean, false),
    coalesce((e.element ->> 'is_unique')::boolean, false),
    nullif(e.element -> 'default_value', 'null'), coalesce(e.element ->> 'description', ''), v_last + e.n::integer
  from jsonb_array_elements(columns) with ordinality as e (element, n)
  where private.is_computed(e.element ->> 'type') is not true
  order by e.n;
  -- One by one: each may be computed from those before it.
  for v_column in
    select e.element, e.n from jsonb_array_elements(columns) with ordinality as e (element, n)
    where private.is_computed(e.element ->> 'type') order by e.n
  loop
    insert into public.list_columns (workspace_id, list_id, key, name, type, config, is_required, is_unique, default_value, description, position)
    values (
      insert_columns.workspace_id, insert_columns.list_id, v_column.element ->> 'key', v_column.element ->> 'name', v_column.element ->> 'type',
      coalesce(v_column.element -> 'config', '{}') - 'inverse', coalesce((v_column.element ->> 'is_required')::boolean, false),
      coalesce((v_column.element ->> 'is_unique')::boolean, false),
      nullif(v_column.element -> 'default_value', 'null'), coalesce(v_column.element ->> 'description', ''), v_last + v_column.n::integer
    )
    returning * into v_made;
    perform private.create_inverse(v_made, v_column.element #> '{config,inverse}');
  end loop;
end
$$;
comment on function private.insert_columns(uuid, uuid, jsonb) is 'Adds columns from an array of {name, type, config, …}, in order.';
revoke execute on function private.insert_columns(uuid, uuid, jsonb) from public;
grant execute on function private.insert_columns(uuid, uuid, jsonb) to authenticated, service_role;
