create function public.remove_links(item_id uuid, "column" text, item_ids jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.lock_relation(item_id, "column");
  v_ids constant uuid[] := private.link_ids(item_ids);
  v_removed integer;
begin
  delete from public.links as k
  where k.column_id = v_relation.column_id and case when v_relation.is_inverse
    then k.target_item_id = v_relation.item_id and k.item_id = any (v_ids)
    else k.item_id = v_relation.item_id and k.target_item_id = any (v_ids) end;
  get diagnostics v_removed = row_count;
  return json_build_object('added', 0, 'removed', v_removed, 'count', private.count_links(v_relation));
end
$$;
comment on function public.remove_links(uuid, text, jsonb) is
  'Takes links to 1 to 1,000 items away; those that are not linked do not matter.';
revoke execute on function public.remove_links(uuid, text, jsonb) from public;
grant execute on function public.remove_links(uuid, text, jsonb) to authenticated, service_role;
