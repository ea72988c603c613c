create function public.find_links(item_id uuid, "column" text, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.find_relation(item_id, "column", 'items.read');
  v_after constant record := private.decode_link_cursor(cursor, v_relation);
  v_items json[];
  v_place integer;
  v_last uuid;
begin
  perform private.check_page_size(page_size);
  execute format('select array_agg(json_build_object(''id'', i.id, ''title'', %s) order by k.place, k.other_id) '
    'from (select * from private.item_links($1) as l where l.is_live and (l.place, l.other_id) > ($2, $3) order by l.place, l.other_id limit $4) as k '
    'join public.items as i on i.id = k.other_id and i.workspace_id = ($1).workspace_id',
    private.title_sql(case when v_relation.is_inverse then v_relation.list_id else v_relation.target_list_id end))
    into v_items using v_relation, v_after.place, v_after.other_id, page_size + 1;
  if cardinality(v_items) > page_size then
    select k.place, k.other_id into v_place, v_last from private.item_links(v_relation) as k where k.other_id = (v_items[page_size] ->> 'id')::uuid;
  end if;
  return json_build_object('items', coalesce(array_to_json(v_items[:page_size]), '[]'),
    'count', private.count_links(v_relation), 'next_cursor', private.encode_link_cursor(v_relation, v_place, v_last));
end
$$;
comment on function public.find_links(uuid, text, text, integer) is
  'A page of the items that are linked, in their order, each with its title; and how many there are.';
revoke execute on function public.find_links(uuid, text, text, integer) from public;
grant execute on function public.find_links(uuid, text, text, integer) to authenticated, service_role;
