create function private.revert_columns(workspace_id uuid)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_count bigint := 0;
begin
  for v_column in
    select c.* from pg_temp.import_writes as w
    join public.list_columns as c on c.id = w.row_id and c.workspace_id = revert_columns.workspace_id and c.deleted_at is null
    where w.table_name = 'list_columns' and w.action = 'insert'
      -- Those of a new list go with it.
      and not exists (select from pg_temp.import_writes as l where l.table_name = 'lists' and l.action = 'insert' and l.row_id = c.list_id)
    order by w.n desc
  loop
    begin
      if exists (
        select from public.items as i where i.list_id = v_column.list_id and i.workspace_id = v_column.workspace_id and i.deleted_at is null and (i.values ? v_column.key
          or exists (select from public.links as k where k.column_id = v_column.id and k.item_id = i.id and k.workspace_id = i.workspace_id))
      ) then
        insert into pg_temp.revert_conflicts (list_id, field, code, reason) values (v_column.list_id, v_column.key, 'in_use', format('items have values in the column "%s"', v_column.name));
        continue;
      end if;
      perform private.check_capability(workspace_id, 'lists.write');
      update public.list_columns as c set deleted_at = now() where c.id = v_column.id and c.workspace_id = v_column.workspace_id;
      v_count := v_count + 1;
    exception when integrity_constraint_violation or insufficient_privilege then
      insert into pg_temp.revert_conflicts (list_id, field, code, reason) values (v_column.list_id, v_column.key, 'in_use', sqlerrm);
    end;
  end loop;
  return v_count;
end
$$;
comment on function private.revert_columns(uuid) is
  'Run as the person who asked, under row-level security: columns that the import made go to the trash when they are empty. Returns how many.';
revoke execute on function private.revert_columns(uuid) from public;
grant execute on function private.revert_columns(uuid) to authenticated;
