create function public.add_links(item_id uuid, "column" text, item_ids jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.lock_relation(item_id, "column");
  v_ids constant uuid[] := private.link_ids(item_ids);
  v_added integer;
begin
  v_added := private.insert_links(v_relation, array_fill(v_relation.item_id, array[cardinality(v_ids)]), v_ids);
  return json_build_object('added', v_added, 'removed', 0, 'count', private.count_links(v_relation));
end
$$;
comment on function public.add_links(uuid, text, jsonb) is
  'Links 1 to 1,000 items behind those that are linked already, all or none; those that are linked stay where they are. column is a key or id.';
revoke execute on function public.add_links(uuid, text, jsonb) from public;
grant execute on function public.add_links(uuid, text, jsonb) to authenticated, service_role;
