create function private.insert_columns(workspace_id uuid, list_id uuid, columns jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column jsonb;
  v_made public.list_columns;
begin
  -- One by one: a column's key is made unique among those before it.
  for v_column in select e.element from jsonb_array_elements(columns) with ordinality as e (element, n) order by e.n loop
    perform private.check_fields(v_column, '{key,name,type,config,is_required,is_unique,default_value,description}');
    insert into public.list_columns (workspace_id, list_id, key, name, type, config, is_required, is_unique, default_value, description)
    values (
      insert_columns.workspace_id, insert_columns.list_id, v_column ->> 'key', v_column ->> 'name', v_column ->> 'type',
      coalesce(v_column -> 'config', '{}') - 'inverse', coalesce((v_column ->> 'is_required')::boolean, false),
      coalesce((v_column ->> 'is_unique')::boolean, false),
      nullif(v_column -> 'default_value', 'null'), coalesce(v_column ->> 'description', '')
    )
    returning * into v_made;
    perform private.create_inverse(v_made, v_column #> '{config,inverse}');
  end loop;
end
$$;
comment on function private.insert_columns(uuid, uuid, jsonb) is 'Adds columns from an array of {name, type, config, …}, in order.';
revoke execute on function private.insert_columns(uuid, uuid, jsonb) from public;
grant execute on function private.insert_columns(uuid, uuid, jsonb) to authenticated, service_role;
