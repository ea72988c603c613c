create function public.create_column(
  list_id uuid, name text, type text, config jsonb default '{}', is_required boolean default false,
  default_value jsonb default null, description text default '', key text default null, is_unique boolean default false
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id uuid := private.list_workspace(list_id, 'lists.write');
  v_column public.list_columns;
begin
  insert into public.list_columns (workspace_id, list_id, key, name, type, config, is_required, is_unique, default_value, description)
  values (
    v_workspace_id, create_column.list_id, create_column.key, create_column.name, create_column.type, create_column.config - 'inverse',
    create_column.is_required, create_column.is_unique, nullif(create_column.default_value, 'null'), create_column.description
  )
  returning * into v_column;
  perform private.create_inverse(v_column, config -> 'inverse');
  return private.column_json(v_column);
end
$$;
comment on function public.create_column(uuid, text, text, jsonb, boolean, jsonb, text, text, boolean) is 'Adds a column to a list. Of a relation, config may have inverse, {name, key}: the column that shows its links in the other list is made along with it.';
revoke execute on function public.create_column(uuid, text, text, jsonb, boolean, jsonb, text, text, boolean) from public;
grant execute on function public.create_column(uuid, text, text, jsonb, boolean, jsonb, text, text, boolean) to authenticated, service_role;
