create function private.tg_all__audit()
  returns trigger
  language plpgsql
  security definer  -- nobody may write audit.events
  set search_path = ''
as $$
declare
  -- The row's own key, SQL of its workspace over r, and the columns left out of diffs.
  v_key constant text := coalesce(tg_argv[0], 'id');
  v_workspace constant text := coalesce(tg_argv[1], 'r.workspace_id');
  v_ignored constant text[] := array['updated_at', 'updated_by', 'version'] || coalesce(tg_argv[2:], '{}');
  v_table constant text := case tg_table_schema when 'public' then '' else tg_table_schema || '.' end || tg_table_name;
  v_rows text;
begin
  if tg_op = 'INSERT' then
    v_rows := format('select k.workspace_id, array_agg(k.id) as row_ids, null::jsonb as diff from (select r.%I as id, '
      '%s as workspace_id, (row_number() over () - 1) / 1000 as batch from new_rows as r) as k group by k.workspace_id, k.batch order by k.batch',
      v_key, v_workspace);
  elsif tg_op = 'UPDATE' then
    v_rows := format('select %s as workspace_id, array[n.%I] as row_ids, d.diff from new_rows as n join old_rows as o on o.%2$I = n.%2$I%s',
      replace(v_workspace, 'r.', 'n.'), v_key, case v_workspace when 'r.workspace_id' then ' and o.workspace_id = n.workspace_id' else '' end)
      || private.audit_diff_sql(v_ignored);
  elsif tg_op = 'DELETE' then
    v_rows := format('select %s as workspace_id, array[o.%I] as row_ids, d.diff from old_rows as o cross join lateral (select null::jsonb as gone) as n',
      replace(v_workspace, 'r.', 'o.'), v_key) || replace(private.audit_diff_sql(v_ignored), 'to_jsonb(n)', 'n.gone');
  else
    v_rows := 'select null::uuid as workspace_id, ''{}''::uuid[] as row_ids, null::jsonb as diff';
  end if;
  execute 'insert into audit.events (workspace_id, row_ids, diff, actor_id, actor_kind, acting_role, table_name, action, change_id, request_id) '
    'select w.workspace_id, w.row_ids, w.diff, $1, $2, $3, $4, $5, $6, $7 from (' || v_rows || ') as w'
    using auth.uid(), private.actor_kind(), coalesce(nullif(pg_catalog.current_setting('role', true), 'none'), session_user),
      v_table, lower(tg_op), private.change_id(), private.request_id();
  return null;
end
$$;
comment on function private.tg_all__audit() is
  'Writes what a statement did to audit.events. Arguments: key column, SQL of the workspace over r, columns left out.';
revoke execute on function private.tg_all__audit() from public;
