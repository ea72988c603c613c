create function private.purge_columns()
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: the workspace's own setting asks for it
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_count integer := 0;
begin
  for v_column in
    select distinct on (c.list_id) c.*
    from public.list_columns as c
    join public.workspaces as w on w.id = c.workspace_id
    -- Or what a conversion that failed left behind.
    where (c.deleted_at < now() - make_interval(days => w.trash_days) or c.is_pending)
      and not exists (
        select from public.column_changes as r where r.list_id = c.list_id and r.state = 'running' and r.kind <> 'number_items'
      )
    order by c.list_id, c.id limit 100
  loop
    perform from public.list_columns as c where c.id = v_column.id and c.workspace_id = v_column.workspace_id for update;
    perform private.start_column_change(v_column, 'purge', '{}', format('v - %L', v_column.key), array[v_column.key]);
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;
comment on function private.purge_columns() is
  'Begins to delete columns for good that were in the trash longer than the trash_days of their workspace, with their values: one a list at a time; returns how many.';
revoke execute on function private.purge_columns() from public;
grant execute on function private.purge_columns() to worker;
