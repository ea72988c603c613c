create function private.tg_list_columns__queue_search()
  returns trigger
  language plpgsql
  security definer  -- the queue is nobody's to write
  set search_path = ''
as $$
begin
  insert into private.search_queue (workspace_id, kind, list_id)
  select distinct n.workspace_id, 'item', n.list_id
  from new_rows as n join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
  where (n.type, n.config -> 'options', n.deleted_at is null) is distinct from (o.type, o.config -> 'options', o.deleted_at is null);
  return null;
end
$$;
comment on function private.tg_list_columns__queue_search() is
  'Queues a list anew when an option of it is renamed, or a column goes to the trash, comes back or becomes another type.';
revoke execute on function private.tg_list_columns__queue_search() from public;
