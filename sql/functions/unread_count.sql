create function private.unread_count(workspace_id uuid)
  returns bigint
  language sql
  stable
  set search_path = ''
as $$
  select count(*) from (
    select from public.notifications as n
    where n.user_id = (select auth.uid()) and n.read_at is null
      and (unread_count.workspace_id is null or n.workspace_id = unread_count.workspace_id)
    limit 1000
  ) as u
$$;
comment on function private.unread_count(uuid) is 'How many of the caller''s notifications are unread, read from an index alone; 1,000 stands for that and more.';
revoke execute on function private.unread_count(uuid) from public;
grant execute on function private.unread_count(uuid) to authenticated, service_role;
