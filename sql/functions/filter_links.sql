create function private.filter_links(queried private.query_column, operator text, operands text[])
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_column public.list_columns;
  v_owner public.list_columns;
  v_is_inverse boolean;
begin
  select c.* into v_column from public.list_columns as c where c.id = queried.id and c.key = queried.key and c.type = 'relation';
  v_is_inverse := v_column.inverse_of is not null;
  select c.* into v_owner from public.list_columns as c
  where c.id = coalesce(v_column.inverse_of, v_column.id) and c.workspace_id = v_column.workspace_id;
  if operator = 'is_empty' then
    return format('not exists (select from %s)', private.links_sql(v_owner, v_is_inverse));
  end if;
  -- Few items are named, so they are where to begin; what is linked to them is then looked up or hashed.
  return '(' || (
    select string_agg(format('(i.id, i.workspace_id) in (select k.%1$s, k.workspace_id from public.links as k '
      'join public.items as t on t.id = k.%2$s and t.workspace_id = k.workspace_id and t.list_id = k.%3$s and t.deleted_at is null '
      'where k.column_id = %4$L and k.%2$s = any (%5$L::uuid[]))',
      case when v_is_inverse then 'target_item_id' else 'item_id' end, case when v_is_inverse then 'item_id' else 'target_item_id' end,
      case when v_is_inverse then 'list_id' else 'target_list_id' end, v_owner.id, w.ids), ' and ')
    from (
      select operands as ids where operator = 'any_of' union all
      select array[o] from unnest(operands) as o where operator = 'all_of'
    ) as w
  ) || ')';
end
$$;
comment on function private.filter_links(private.query_column, text, text[]) is
  'SQL of a condition on the items that a relation links, true or false and never null.';
revoke execute on function private.filter_links(private.query_column, text, text[]) from public;
grant execute on function private.filter_links(private.query_column, text, text[]) to authenticated, service_role;
