create function public.find_trash(workspace_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after uuid := coalesce(private.decode_cursor(cursor, workspace_id), '00000000-0000-0000-0000-000000000000');
  v_page uuid[];
begin
  perform private.check_capability(workspace_id, 'items.read');
  perform private.check_page_size(page_size);
  v_page := array(
    (select i.id from public.lists as l join public.items as i on i.list_id = l.id and i.workspace_id = l.workspace_id
    where l.workspace_id = find_trash.workspace_id and l.deleted_at is null and i.id > v_after and i.deleted_at is not null
    order by i.id limit page_size + 1)
    union all
    (select a.id from public.attachments as a join public.lists as l on l.id = a.list_id and l.workspace_id = a.workspace_id
    where a.workspace_id = find_trash.workspace_id and l.deleted_at is null and a.id > v_after and a.deleted_at is not null
    order by a.id limit page_size + 1)
    order by 1 limit page_size + 1
  );
  return json_build_object(
    'items', (
      select coalesce(json_agg(private.item_json(i) order by i.id), '[]') from public.items as i
      where i.id = any (v_page[:page_size]) and i.workspace_id = find_trash.workspace_id and i.deleted_at is not null
    ),
    'attachments', (
      select coalesce(json_agg(private.attachment_json(a) order by a.id), '[]') from public.attachments as a
      where a.id = any (v_page[:page_size]) and a.workspace_id = find_trash.workspace_id and a.deleted_at is not null
    ),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(workspace_id, v_page[page_size]) end
  );
end
$$;
comment on function public.find_trash(uuid, text, integer) is
  'A page of all items and attachments in the trash of a workspace; files of an item in the trash come and go with it.';
revoke execute on function public.find_trash(uuid, text, integer) from public;
grant execute on function public.find_trash(uuid, text, integer) to authenticated, service_role;
