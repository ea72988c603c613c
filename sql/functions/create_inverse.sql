create function private.create_inverse(relation public.list_columns, inverse jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if inverse is null or inverse = 'null' then
    return;
  elsif relation.target_list_id is null or jsonb_typeof(inverse) <> 'object' or jsonb_typeof(inverse -> 'name') is distinct from 'string' then
    raise exception '"inverse" is {"name", "key"}, and goes with target_list_id'
      using errcode = 'check_violation', constraint = 'column_config_invalid';
  end if;
  perform private.check_fields(inverse, '{name,key,description}');
  insert into public.list_columns (workspace_id, list_id, key, name, type, config, description)
  values (
    relation.workspace_id, relation.target_list_id, inverse ->> 'key', inverse ->> 'name', 'relation',
    jsonb_build_object('inverse_of', relation.id), coalesce(inverse ->> 'description', '')
  );
end
$$;
comment on function private.create_inverse(public.list_columns, jsonb) is
  'Makes the column that shows the links of a relation from the other side, from {name, key, description}.';
revoke execute on function private.create_inverse(public.list_columns, jsonb) from public;
grant execute on function private.create_inverse(public.list_columns, jsonb) to authenticated, service_role;
