create function private.tg_all__queue_search()
  returns trigger
  language plpgsql
  security definer  -- the queue is nobody's to write
  set search_path = ''
as $$
begin
  -- What the row is found by: only when one of these columns differs, it has to be read again.
  execute 'insert into private.search_queue (workspace_id, kind, subject_ids) '
    'select k.workspace_id, $1, array_agg(k.id) from (select r.id, r.workspace_id, (row_number() over () - 1) / 1000 as batch from '
    || case tg_op
      when 'INSERT' then 'new_rows as r'
      when 'DELETE' then 'old_rows as r'
      else 'new_rows as r join old_rows as o on o.id = r.id and o.workspace_id = r.workspace_id where '
        || (select string_agg(format('r.%I is distinct from o.%1$I', c), ' or ') from unnest(tg_argv[1:]) as c) end
    || ') as k group by k.workspace_id, k.batch'
    using tg_argv[0];
  return null;
end
$$;
comment on function private.tg_all__queue_search() is
  'Queues what a statement has written for the index of search. Arguments: the kind, and the columns that are searched.';
revoke execute on function private.tg_all__queue_search() from public;
