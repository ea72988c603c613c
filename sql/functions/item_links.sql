create function private.item_links(relation private.relation)
  returns table (id uuid, other_id uuid, place integer, is_live boolean)
  language sql
  stable
  rows 10
  set search_path = ''
as $$
  select k.id, k.target_item_id, k.position, i.deleted_at is null
  from public.links as k
  join public.items as i on i.id = k.target_item_id and i.workspace_id = k.workspace_id
  where not relation.is_inverse and k.column_id = relation.column_id and k.item_id = relation.item_id and k.workspace_id = relation.workspace_id
  union all
  select k.id, k.item_id, k.target_position, i.deleted_at is null
  from public.links as k
  join public.items as i on i.id = k.item_id and i.workspace_id = k.workspace_id
  where relation.is_inverse and k.column_id = relation.column_id and k.target_item_id = relation.item_id and k.workspace_id = relation.workspace_id
$$;
comment on function private.item_links(private.relation) is
  'The links of an item under a relation, whichever side it is seen from. is_live: whether the other item is not in the trash.';
revoke execute on function private.item_links(private.relation) from public;
grant execute on function private.item_links(private.relation) to authenticated, service_role;
