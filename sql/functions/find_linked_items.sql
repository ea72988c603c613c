create function private.find_linked_items(kind text, record_id uuid, cursor text, page_size integer)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.record_workspace(kind, record_id);
  v_after constant uuid := coalesce(private.decode_cursor(cursor, record_id), '00000000-0000-0000-0000-000000000000');
  v_ids uuid[];
  v_items jsonb;
begin
  perform private.check_page_size(page_size);
  execute format('select array(select l.item_id from public.%1$I as l join public.items as i on i.id = l.item_id and i.workspace_id = l.workspace_id '
    'join public.lists as s on s.id = i.list_id and s.workspace_id = i.workspace_id '
    'where l.%2$I = $1 and l.workspace_id = $2 and l.item_id > $3 and i.deleted_at is null and s.deleted_at is null order by l.item_id limit $4)',
    kind || '_items', kind || '_id') into v_ids using record_id, v_workspace_id, v_after, page_size + 1;
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'list_id', i.list_id, 'list_name', l.name, 'title', left(t.cell, 200)) order by i.id), '[]')
    into v_items
  from public.items as i
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id
  left join lateral (
    select c.cell from private.search_cells(v_workspace_id, 'item', array[i.id], true) as c order by c.place limit 1
  ) as t on true
  where i.id = any (v_ids[:page_size]) and i.workspace_id = v_workspace_id;
  return jsonb_build_object('items', v_items,
    'next_cursor', case when cardinality(v_ids) > page_size then private.encode_cursor(record_id, v_ids[page_size]) end);
end
$$;
comment on function private.find_linked_items(text, uuid, text, integer) is 'A page of the items that a contact or deal is linked with, each with its list and title; those in the trash are left out.';
revoke execute on function private.find_linked_items(text, uuid, text, integer) from public;
grant execute on function private.find_linked_items(text, uuid, text, integer) to authenticated, service_role;
