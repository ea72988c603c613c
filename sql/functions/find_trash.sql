create function public.find_trash(workspace_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after uuid := coalesce(private.decode_cursor(cursor, workspace_id), '00000000-0000-0000-0000-000000000000');
  v_page public.items[];
begin
  perform private.check_capability(workspace_id, 'items.read');
  perform private.check_page_size(page_size);
  v_page := array(
    select i from public.lists as l join public.items as i on i.list_id = l.id and i.workspace_id = l.workspace_id
    where l.workspace_id = find_trash.workspace_id and l.deleted_at is null and i.id > v_after and i.deleted_at is not null
    order by i.id limit page_size + 1
  );
  return json_build_object(
    'items', coalesce((select json_agg(private.item_json(p) order by p.id) from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(workspace_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_trash(uuid, text, integer) is 'A page of all items in the trash of a workspace.';
revoke execute on function public.find_trash(uuid, text, integer) from public;
grant execute on function public.find_trash(uuid, text, integer) to authenticated, service_role;
