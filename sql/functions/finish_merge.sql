create function private.finish_merge(change public.column_changes)
  returns void
  language plpgsql
  volatile
  security definer  -- as step_column_change
  set search_path = ''
as $$
declare
  v_column public.list_columns := (select c from public.list_columns as c where c.id = change.column_id and c.workspace_id = change.workspace_id);
  v_default jsonb;
begin
  execute format('select (%s) -> %L from (select jsonb_strip_nulls(jsonb_build_object(%2$L, $1)) as v) as x',
    private.merge_sql(v_column.type, v_column.key, change.plan ->> 'option_id', change.plan ->> 'into_option_id'), v_column.key)
    into v_default using v_column.default_value;
  update public.list_columns as c set
    default_value = v_default,
    config = jsonb_set(c.config, '{options}', (
      select coalesce(jsonb_agg(o.option order by o.n), '[]')
      from jsonb_array_elements(c.config -> 'options') with ordinality as o (option, n)
      where o.option ->> 'id' <> change.plan ->> 'option_id'
    ))
  where c.id = v_column.id and c.workspace_id = v_column.workspace_id;
  update private.merged_options as m set is_moving = false where m.column_id = v_column.id;
end
$$;
comment on function private.finish_merge(public.column_changes) is 'The option that no item holds any more goes, from the default too.';
revoke execute on function private.finish_merge(public.column_changes) from public;
