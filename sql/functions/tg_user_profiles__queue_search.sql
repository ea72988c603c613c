create function private.tg_user_profiles__queue_search()
  returns trigger
  language plpgsql
  security definer  -- the queue is nobody's to write
  set search_path = ''
as $$
begin
  insert into private.search_queue (workspace_id, kind, list_id)
  select distinct c.workspace_id, 'item', c.list_id
  from new_rows as n
  join old_rows as o on o.user_id = n.user_id
  join public.workspace_members as m on m.user_id = n.user_id
  join public.list_columns as c on c.workspace_id = m.workspace_id and c.type = 'user' and c.deleted_at is null
  where (n.full_name, n.email) is distinct from (o.full_name, o.email);
  return null;
end
$$;
comment on function private.tg_user_profiles__queue_search() is 'Queues the lists in which somebody may be named who has another name now.';
revoke execute on function private.tg_user_profiles__queue_search() from public;
