create function private.revert_options(workspace_id uuid)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_change record;
  v_column public.list_columns;
  v_gone text[];
  v_count bigint := 0;
begin
  for v_change in
    select c as column_row, array(
      select o.option ->> 'id' from jsonb_array_elements(w.diff #> '{config,1,options}') as o (option)
      where not coalesce(w.diff #> '{config,0,options}', '[]') @> jsonb_build_array(jsonb_build_object('id', o.option -> 'id'))
    ) as ids
    from pg_temp.import_writes as w join public.list_columns as c on c.id = w.row_id and c.workspace_id = revert_options.workspace_id and c.deleted_at is null
    where w.table_name = 'list_columns' and w.action = 'update' and w.diff #> '{config,1,options}' is not null
  loop
    v_column := v_change.column_row;
    v_gone := private.unused_options(v_column, v_change.ids);
    insert into pg_temp.revert_conflicts (list_id, field, code, reason, wrote)
    select v_column.list_id, v_column.key, 'in_use', format('items have the option "%s"', u.id), to_jsonb(u.id) from unnest(v_change.ids) as u (id)
    where u.id <> all (v_gone) and v_column.config -> 'options' @> jsonb_build_array(jsonb_build_object('id', u.id));
    begin
      -- The new items in the trash would hold options that are not there any more; what they held is in the audit log.
      update public.items as i set values = i.values || jsonb_build_object(v_column.key, case v_column.type when 'multi_select' then (i.values -> v_column.key) - v_gone end)
      where i.list_id = v_column.list_id and i.workspace_id = v_column.workspace_id and i.values -> v_column.key ?| v_gone;
      update public.list_columns as c set config = jsonb_set(c.config, '{options}', (
        select coalesce(jsonb_agg(o.option order by o.n), '[]') from jsonb_array_elements(c.config -> 'options') with ordinality as o (option, n)
        where o.option ->> 'id' <> all (v_gone)))
      where c.id = v_column.id and c.workspace_id = v_column.workspace_id and cardinality(v_gone) > 0;
      v_count := v_count + cardinality(v_gone);
    exception when integrity_constraint_violation or insufficient_privilege then
      insert into pg_temp.revert_conflicts (list_id, field, code, reason, wrote) values (v_column.list_id, v_column.key, 'in_use', sqlerrm, to_jsonb(v_gone));
    end;
  end loop;
  return v_count;
end
$$;
comment on function private.revert_options(uuid) is
  'Run as the person who asked, under row-level security: options that the import added to a column go, unless an item that it did not make has them. Returns how many.';
revoke execute on function private.revert_options(uuid) from public;
grant execute on function private.revert_options(uuid) to authenticated;
