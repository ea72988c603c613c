create function public.update_column(list_id uuid, column_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.lock_column(list_id, column_id);
begin
  perform private.check_fields(changes, '{name,config,position,is_required,is_unique,default_value,description,deleted_at}');
  perform private.check_version(update_column.version, v_column.version);
  v_column := jsonb_populate_record(v_column, changes);
  update public.list_columns as c set
    name = v_column.name, config = v_column.config, position = v_column.position, is_required = v_column.is_required,
    is_unique = v_column.is_unique, default_value = nullif(v_column.default_value, 'null'), description = v_column.description, deleted_at = v_column.deleted_at
  where c.id = update_column.column_id and c.list_id = update_column.list_id
  returning c.* into v_column;
  return private.column_json(v_column);
end
$$;
comment on function public.update_column(uuid, uuid, jsonb, bigint) is 'Changes a column; deleted_at null brings one back from the trash.';
revoke execute on function public.update_column(uuid, uuid, jsonb, bigint) from public;
grant execute on function public.update_column(uuid, uuid, jsonb, bigint) to authenticated, service_role;
