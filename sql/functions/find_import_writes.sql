create function private.find_import_writes(revert_id uuid)
  returns table (n bigint, table_name text, action text, row_id uuid, diff jsonb)
  language sql
  stable
  security definer  -- the worker may not read the audit log
  set search_path = ''
as $$
  -- The transaction too: whoever writes SQL may call a change what they like.
  select row_number() over (order by e.id, w.place), e.table_name, e.action, w.row_id, e.diff
  from public.import_reverts as r
  join public.imports as i on i.id = r.import_id and i.workspace_id = r.workspace_id
  join audit.events as e on e.change_id = i.id and e.workspace_id = i.workspace_id and e.transaction_id = i.transaction_id
  cross join lateral unnest(e.row_ids) with ordinality as w (row_id, place)
  where r.id = find_import_writes.revert_id and e.table_name in ('items', 'links', 'list_columns', 'lists', 'contacts', 'deals', 'contact_items', 'deal_items')
$$;
comment on function private.find_import_writes(uuid) is
  'For the worker: what the import that is to be reverted has written, from the audit log: rows it made, and [before, after] of those it changed or took away.';
revoke execute on function private.find_import_writes(uuid) from public;
grant execute on function private.find_import_writes(uuid) to worker;
