create function private.changed_columns_sql(operation text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case operation
    when 'INSERT' then 'select n.workspace_id, array_agg(n.id), array_agg(n.id) from new_rows as n group by n.workspace_id'
    when 'DELETE' then 'select o.workspace_id, array_agg(o.id), null::uuid[] from old_rows as o group by o.workspace_id'
    else 'select n.workspace_id, array_agg(n.id), array_agg(n.id) filter (where (n.type, n.config) is distinct from (o.type, o.config)) '
      'from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id '
      'where (n.type, n.config, n.position, n.deleted_at) is distinct from (o.type, o.config, o.position, o.deleted_at) group by n.workspace_id'
  end
$$;
comment on function private.changed_columns_sql(text) is
  'SQL for triggers of list_columns: by workspace, the columns of which something that others are computed from has changed, and those with new settings.';
revoke execute on function private.changed_columns_sql(text) from public;
