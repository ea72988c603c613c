create function private.search_attachment_cells(workspace_id uuid, ids uuid[], of_live_items boolean)
  returns table (subject_id uuid, list_id uuid, item_id uuid, place integer, field text, name text, cell text)
  language sql
  stable
  set search_path = ''
as $$
  -- Behind every other cell: an item is not called after a file that it has.
  select i.id, i.list_id, i.id, 1000000 + coalesce(c.position, 1000000), coalesce(c.key, 'attachments'), coalesce(c.name, 'Files'),
    string_agg(a.name, ', ' order by a.position, a.id)
  from public.attachments as a
  join public.items as i on i.workspace_id = a.workspace_id and i.id = a.item_id and i.deleted_at is null
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and (l.deleted_at is null or not of_live_items)
  left join public.list_columns as c on c.id = a.column_id and c.workspace_id = a.workspace_id
  where a.workspace_id = search_attachment_cells.workspace_id and a.item_id = any (ids) and a.deleted_at is null
    and (a.column_id is null or c.deleted_at is null)
  group by i.id, i.list_id, c.position, c.key, c.name
$$;
comment on function private.search_attachment_cells(uuid, uuid[], boolean) is
  'As search_cells, of the files of items: their names, column by column; those of the item itself as "attachments".';
revoke execute on function private.search_attachment_cells(uuid, uuid[], boolean) from public;
grant execute on function private.search_attachment_cells(uuid, uuid[], boolean) to authenticated, service_role;
