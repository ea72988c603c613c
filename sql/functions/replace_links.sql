create function public.replace_links(item_id uuid, "column" text, item_ids jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.lock_relation(item_id, "column");
  v_ids constant uuid[] := private.link_ids(item_ids, 0, 10000);
  v_removed integer;
  v_added integer;
begin
  -- Links to items in the trash are nobody's to see; they come back with their items.
  delete from public.links as k using private.item_links(v_relation) as o
  where k.id = o.id and k.workspace_id = v_relation.workspace_id and o.is_live
    and not exists (select from unnest(v_ids) as u (id) where u.id = o.other_id);
  get diagnostics v_removed = row_count;
  v_added := private.insert_links(v_relation, array_fill(v_relation.item_id, array[cardinality(v_ids)]), v_ids);
  perform private.place_links(v_relation, v_ids, null);
  return json_build_object('added', v_added, 'removed', v_removed, 'count', private.count_links(v_relation));
end
$$;
comment on function public.replace_links(uuid, text, jsonb) is
  'Links these 0 to 10,000 items, in this order, and no others.';
revoke execute on function public.replace_links(uuid, text, jsonb) from public;
grant execute on function public.replace_links(uuid, text, jsonb) to authenticated, service_role;
