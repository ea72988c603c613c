create function private.tg_attachments__queue_search()
  returns trigger
  language plpgsql
  security definer  -- the queue is nobody's to write
  set search_path = ''
as $$
begin
  -- An item that goes with its files is queued as well; of one that is gone the index forgets.
  execute 'insert into private.search_queue (workspace_id, kind, subject_ids) '
    'select k.workspace_id, ''item'', array_agg(k.item_id) from ('
    'select r.workspace_id, r.item_id, (row_number() over () - 1) / 1000 as batch from (select distinct r.workspace_id, r.item_id from '
    || case tg_op
      when 'INSERT' then 'new_rows as r'
      when 'DELETE' then 'old_rows as r where r.deleted_at is null'
      else 'new_rows as r join old_rows as o on o.id = r.id and o.workspace_id = r.workspace_id'
        ' where (r.name, r.deleted_at) is distinct from (o.name, o.deleted_at)'
    end || ') as r) as k group by k.workspace_id, k.batch';
  return null;
end
$$;
comment on function private.tg_attachments__queue_search() is 'Queues the items whose files a statement has added, named otherwise, put in the trash or taken out of it.';
revoke execute on function private.tg_attachments__queue_search() from public;
