create function private.insert_links(relation private.relation, from_ids uuid[], to_ids uuid[])
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_items constant uuid[] := case when relation.is_inverse then to_ids else from_ids end;
  v_targets constant uuid[] := case when relation.is_inverse then from_ids else to_ids end;
  v_count integer;
begin
  perform private.check_linkable(relation, to_ids);
  if relation.cardinality <> 'many_to_many' then
    perform private.drop_hidden_links(relation.column_id, relation.cardinality, v_items, v_targets);
  end if;
  -- Where the last one stands is looked up once an item, not once a link.
  with pairs as materialized (
    select * from unnest(v_items, v_targets) with ordinality as p (item_id, target_id, n)
  ), items as (
    select p.item_id, coalesce(max(k.position), 0) as last from (select distinct item_id from pairs) as p
    left join public.links as k on k.column_id = relation.column_id and k.item_id = p.item_id group by p.item_id
  ), targets as (
    select p.target_id, coalesce(max(k.target_position), 0) as last from (select distinct target_id from pairs) as p
    left join public.links as k on k.column_id = relation.column_id and k.target_item_id = p.target_id group by p.target_id
  )
  insert into public.links (workspace_id, column_id, list_id, target_list_id, cardinality, item_id, target_item_id, position, target_position)
  select relation.workspace_id, relation.column_id, relation.list_id, relation.target_list_id, relation.cardinality, p.item_id, p.target_id,
    i.last + row_number() over (partition by p.item_id order by p.n), t.last + row_number() over (partition by p.target_id order by p.n)
  from pairs as p join items as i on i.item_id = p.item_id join targets as t on t.target_id = p.target_id
  order by p.item_id, p.target_id
  on conflict on constraint links_pkey do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.insert_links(private.relation, uuid[], uuid[]) is
  'Links pairs of items behind those that are linked already; pairs that are linked stay as they are. from_ids are of the side that the relation is seen from.';
revoke execute on function private.insert_links(private.relation, uuid[], uuid[]) from public;
grant execute on function private.insert_links(private.relation, uuid[], uuid[]) to authenticated, service_role;
