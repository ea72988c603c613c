create function public.find_comments(item_id uuid, cursor text default null, page_size integer default 100)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_after constant uuid := coalesce(private.decode_cursor(cursor, item_id), '00000000-0000-0000-0000-000000000000');
  -- As in get_item.
  v_workspace_id constant uuid := (
    select i.workspace_id from public.items as i
    join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
    where i.id = find_comments.item_id order by i.created_at, i.workspace_id limit 1
  );
  v_page public.comments[];
begin
  if v_workspace_id is null then
    perform private.refuse_item();
  end if;
  perform private.check_page_size(page_size);
  v_page := array(
    select c from public.comments as c
    where c.item_id = find_comments.item_id and c.workspace_id = v_workspace_id and c.id > v_after and c.deleted_at is null
    order by c.id limit page_size + 1
  );
  return jsonb_build_object(
    'comments', coalesce((select jsonb_agg(to_jsonb(p) order by p.id) from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(item_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_comments(uuid, text, integer) is 'A page of the comments on an item, oldest first; an answer names the first comment of its thread in parent_id.';
revoke execute on function public.find_comments(uuid, text, integer) from public;
grant execute on function public.find_comments(uuid, text, integer) to authenticated, service_role;
