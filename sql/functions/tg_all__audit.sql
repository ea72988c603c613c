create function private.tg_all__audit()
  returns trigger
  language plpgsql
  security definer  -- nobody may write audit.events
  set search_path = ''
as $$
declare
  -- Columns of the row's own key and of its workspace, then those left out of diffs.
  v_key constant text := coalesce(tg_argv[0], 'id');
  v_workspace constant text := coalesce(tg_argv[1], 'r.workspace_id');
  v_same_row constant text := format('o.%1$I = r.%1$I', v_key)
    || case v_workspace when 'r.workspace_id' then ' and o.workspace_id = r.workspace_id' else '' end;
  v_ignored constant text[] := array['updated_at', 'updated_by', 'version'] || coalesce(tg_argv[2:], '{}');
  v_table constant text := case tg_table_schema when 'public' then '' else tg_table_schema || '.' end || tg_table_name;
  v_rows text;
begin
  if tg_op = 'INSERT' then
    v_rows := format('select %2$s as workspace_id, array_agg(r.%1$I) as row_ids, null::jsonb as diff from '
      '(select n.*, (row_number() over () - 1) / 1000 as batch from new_rows as n) as r group by 1, r.batch', v_key, v_workspace);
  elsif tg_op = 'UPDATE' then
    v_rows := format('select * from (select %3$s as workspace_id, array[r.%1$I] as row_ids, '
      'private.diff_rows(to_jsonb(o) - %2$L::text[], to_jsonb(r) - %2$L::text[]) as diff '
      'from new_rows as r join old_rows as o on %4$s) as d where d.diff is not null',
      v_key, v_ignored, v_workspace, v_same_row);
  elsif tg_op = 'DELETE' then
    v_rows := format('select %3$s as workspace_id, array[r.%1$I] as row_ids, '
      'private.diff_rows(to_jsonb(r) - %2$L::text[], null) as diff from old_rows as r', v_key, v_ignored, v_workspace);
  else
    v_rows := 'select null::uuid as workspace_id, ''{}''::uuid[] as row_ids, null::jsonb as diff';
  end if;
  execute 'insert into audit.events (workspace_id, row_ids, diff, actor_id, actor_kind, acting_role, table_name, action, change_id, request_id) '
    'select w.*, $1, $2, $3, $4, $5, $6, $7 from (' || v_rows || ') as w'
    using auth.uid(), private.actor_kind(), coalesce(nullif(pg_catalog.current_setting('role', true), 'none'), session_user),
      v_table, lower(tg_op), private.change_id(), private.request_id();
  return null;
end
$$;
comment on function private.tg_all__audit() is
  'Writes what a statement did to audit.events. Arguments: key column, SQL of the workspace over r, columns left out.';
revoke execute on function private.tg_all__audit() from public;
