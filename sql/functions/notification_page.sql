create function private.notification_page(workspace_id uuid, is_read boolean, before uuid, page_size integer)
  returns public.notifications[]
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  -- Three texts, because an index of the unread alone serves no condition that is decided later.
  if is_read is null then
    return array(
      select n from public.notifications as n
      where n.user_id = auth.uid() and n.id < before and (notification_page.workspace_id is null or n.workspace_id = notification_page.workspace_id)
      order by n.id desc limit page_size
    );
  elsif is_read then
    return array(
      select n from public.notifications as n
      where n.user_id = auth.uid() and n.id < before and (notification_page.workspace_id is null or n.workspace_id = notification_page.workspace_id)
        and n.read_at is not null
      order by n.id desc limit page_size
    );
  end if;
  return array(
    select n from public.notifications as n
    where n.user_id = auth.uid() and n.id < before and (notification_page.workspace_id is null or n.workspace_id = notification_page.workspace_id)
      and n.read_at is null
    order by n.id desc limit page_size
  );
end
$$;
comment on function private.notification_page(uuid, boolean, uuid, integer) is
  'The caller''s newest notifications before an id, of one workspace or all, read or unread or both, under row-level security.';
revoke execute on function private.notification_page(uuid, boolean, uuid, integer) from public;
grant execute on function private.notification_page(uuid, boolean, uuid, integer) to authenticated, service_role;
