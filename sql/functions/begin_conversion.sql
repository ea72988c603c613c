create function private.begin_conversion(column_id uuid, type text, config jsonb, format text, on_failure text)
  returns uuid
  language plpgsql
  volatile
  security definer  -- columns that are not shown yet, and changes, are nobody's to write
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.find_changeable_column(column_id);
  v_sql record;
  v_new public.list_columns;
  v_rest public.list_columns;
begin
  v_column := private.lock_column(v_column.list_id, column_id);
  perform private.refuse_while_changing(v_column.list_id);
  perform private.check_conversion(v_column, type, config, format);
  select s.* into v_sql from private.conversion_sql(v_column, type, config, format) as s;
  v_new := private.add_pending_column(v_column, type, config, v_column.name, v_column.replaces || v_column.key);
  perform private.convert_default(v_column, v_new, v_sql.cell, v_sql.converts, v_sql.value);
  if on_failure = 'keep_in_new_text_column' then
    v_rest := private.add_pending_column(v_column, 'long_text', '{}', left(v_column.name, 190) || ' (old)', '{}');
  end if;
  return private.start_column_change(
    v_column, 'convert',
    jsonb_build_object('type', type, 'config', config, 'format', format, 'on_failure', on_failure, 'new_column_id', v_new.id, 'rest_column_id', v_rest.id),
    pg_catalog.format('(select v - %L::text[] || case when %s then jsonb_build_object(%L, %s) else %s end from (select %s as c1) as t)',
      array_remove(array[v_new.key, v_rest.key], null), v_sql.converts, v_new.key, v_sql.value,
      case when v_rest.id is null then '''{}''' else pg_catalog.format('case when c1 is null then ''{}'' else jsonb_build_object(%L, left(c1, 100000)) end', v_rest.key) end,
      v_sql.cell),
    array_remove(array[v_new.key, v_rest.key], null)
  );
end
$$;
comment on function private.begin_conversion(uuid, text, jsonb, text, text) is
  'Adds the columns that a conversion fills, not shown yet, and starts filling them. From now on writers keep them as they keep the old one.';
revoke execute on function private.begin_conversion(uuid, text, jsonb, text, text) from public;
grant execute on function private.begin_conversion(uuid, text, jsonb, text, text) to authenticated, service_role;
