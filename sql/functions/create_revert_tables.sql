create function private.create_revert_tables(revert_id uuid)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  create temporary table import_writes (
    n bigint primary key, table_name text not null, action text not null, row_id uuid not null, diff jsonb
  ) on commit drop;
  create temporary table revert_conflicts (
    number bigint generated always as identity, kind text not null default 'item', list_id uuid, item_id uuid, field text, code text not null, reason text not null, before jsonb, wrote jsonb, found jsonb
  ) on commit drop;
  create temporary table revert_plan (
    item_id uuid, list_id uuid, key text, before jsonb, wrote jsonb, found jsonb, is_gone boolean, is_in_trash boolean, has_no_column boolean
  ) on commit drop;
  create temporary table revert_links (
    workspace_id uuid, column_id uuid, list_id uuid, target_list_id uuid, cardinality text, item_id uuid, target_item_id uuid,
    position integer, target_position integer, has_no_column boolean
  ) on commit drop;
  perform private.create_import_records();
  grant select, insert, delete on pg_temp.revert_plan, pg_temp.revert_links to authenticated;
  grant select on pg_temp.import_writes to authenticated;
  grant select, insert on pg_temp.revert_conflicts to authenticated;
  insert into pg_temp.import_writes (n, table_name, action, row_id, diff)
  select w.n, w.table_name, w.action, w.row_id, w.diff from private.find_import_writes(revert_id) as w;
  create index on pg_temp.import_writes (row_id);
  analyze pg_temp.import_writes;
  return (select count(*) from pg_temp.import_writes as w where w.table_name in ('items', 'contacts', 'deals'));
end
$$;
comment on function private.create_revert_tables(uuid) is
  'For the worker: temporary tables of what the import wrote, of what is to be done about it, and of what cannot be taken back; returns how many items it made or changed.';
revoke execute on function private.create_revert_tables(uuid) from public;
grant execute on function private.create_revert_tables(uuid) to worker;
