create function private.insert_columns(workspace_id uuid, list_id uuid, columns jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_made public.list_columns[];
begin
  perform private.check_fields(e.element, '{key,name,type,config,is_required,is_unique,default_value,description}')
  from jsonb_array_elements(columns) as e (element);
  -- In one statement, so that the list is compiled once. A column's key is made unique among those before it.
  with made as (
    insert into public.list_columns (workspace_id, list_id, key, name, type, config, is_required, is_unique, default_value, description)
    select
      insert_columns.workspace_id, insert_columns.list_id, e.element ->> 'key', e.element ->> 'name', e.element ->> 'type',
      coalesce(e.element -> 'config', '{}') - 'inverse', coalesce((e.element ->> 'is_required')::boolean, false),
      coalesce((e.element ->> 'is_unique')::boolean, false),
      nullif(e.element -> 'default_value', 'null'), coalesce(e.element ->> 'description', '')
    from jsonb_array_elements(columns) with ordinality as e (element, n)
    order by e.n
    returning list_columns
  )
  select array_agg(m.list_columns order by (m.list_columns).position, (m.list_columns).id) into v_made from made as m;
  perform private.create_inverse(v_made[e.n], e.element #> '{config,inverse}')
  from jsonb_array_elements(columns) with ordinality as e (element, n) where e.element #> '{config,inverse}' is not null order by e.n;
end
$$;
comment on function private.insert_columns(uuid, uuid, jsonb) is 'Adds columns from an array of {name, type, config, …}, in order.';
revoke execute on function private.insert_columns(uuid, uuid, jsonb) from public;
grant execute on function private.insert_columns(uuid, uuid, jsonb) to authenticated, service_role;
