create function private.links_sql(relation public.list_columns, is_inverse boolean)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Inside the inner query i is still the item outside; behind it, i is the linked one. Its list is that of the
  -- link, because the index of live items leads with it; as a constant it would, in a list that is newer than the
  -- statistics, be all that the planner looks up: the whole list for each link.
  select format('(select k.%1$s as id, k.%2$s as n, k.%5$s as list_id, k.workspace_id from public.links as k '
    'where k.column_id = %3$L and k.%4$s = i.id and k.workspace_id = i.workspace_id) as k '
    'join public.items as i on i.id = k.id and i.workspace_id = k.workspace_id and i.list_id = k.list_id and i.deleted_at is null',
    case when is_inverse then 'item_id' else 'target_item_id' end,
    case when is_inverse then 'target_position' else 'position' end, relation.id,
    case when is_inverse then 'target_item_id' else 'item_id' end,
    case when is_inverse then 'list_id' else 'target_list_id' end)
$$;
comment on function private.links_sql(public.list_columns, boolean) is
  'What stands behind FROM to reach the linked items of an item i: each is an i of its own there, in the order of k.n, k.id. Those in the trash are left out. relation is the column that owns the links.';
revoke execute on function private.links_sql(public.list_columns, boolean) from public;
grant execute on function private.links_sql(public.list_columns, boolean) to authenticated, service_role;
