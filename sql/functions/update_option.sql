create function public.update_option(column_id uuid, option_id text, changes jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns := private.find_changeable_column(column_id);
begin
  v_column := private.lock_column(v_column.list_id, column_id);
  perform private.check_option(v_column, option_id);
  perform private.check_fields(changes, '{label,color}');
  return public.update_column(v_column.list_id, column_id, jsonb_build_object('config', jsonb_set(v_column.config, '{options}', (
    select jsonb_agg(case when o.option ->> 'id' = option_id then jsonb_strip_nulls(o.option || changes) else o.option end order by o.n)
    from jsonb_array_elements(v_column.config -> 'options') with ordinality as o (option, n)
  ))));
end
$$;
comment on function public.update_option(uuid, text, jsonb) is 'Renames or recolours an option; items hold its id, which stays. The answer is the column.';
revoke execute on function public.update_option(uuid, text, jsonb) from public;
grant execute on function public.update_option(uuid, text, jsonb) to authenticated, service_role;
