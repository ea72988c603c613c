create function public.find_attachments(item_id uuid, column_id uuid default null, cursor text default null, page_size integer default 100)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after constant uuid := private.decode_cursor(cursor, item_id);
  -- As in get_item.
  v_workspace_id constant uuid := (
    select i.workspace_id from public.items as i
    join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
    where i.id = find_attachments.item_id order by i.created_at, i.workspace_id limit 1
  );
  v_all public.attachments[];
  v_page public.attachments[];
begin
  if v_workspace_id is null then
    perform private.refuse_item();
  end if;
  perform private.check_page_size(page_size);
  -- An item has at most 200. Those of a column in the trash come back with it.
  v_all := array(
    select a from public.attachments as a
    left join public.list_columns as c on c.id = a.column_id and c.workspace_id = a.workspace_id
    where a.item_id = find_attachments.item_id and a.workspace_id = v_workspace_id and a.deleted_at is null and c.deleted_at is null
      and (find_attachments.column_id is null or a.column_id = find_attachments.column_id)
    order by a.column_id nulls first, a.position, a.id
  );
  v_page := v_all[1 + coalesce((select p.n from generate_series(1, cardinality(v_all)) as p (n) where (v_all[p.n]).id = v_after), 0):];
  return jsonb_build_object(
    'attachments', (
      select coalesce(jsonb_agg(private.attachment_json(v_page[p.n]) order by p.n), '[]')
      from generate_series(1, least(page_size, cardinality(v_page))) as p (n)
    ),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(item_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_attachments(uuid, uuid, text, integer) is
  'A page of the files of an item, or of those under one of its columns: those of the item itself first, then column by column, in their order.';
revoke execute on function public.find_attachments(uuid, uuid, text, integer) from public;
grant execute on function public.find_attachments(uuid, uuid, text, integer) to authenticated, service_role;
