create function private.list_relation(list_id uuid, "column" text, item_id uuid default null)
  returns private.relation
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_relation private.relation;
begin
  select c.workspace_id, list_relation.item_id, o.id, o.list_id, o.target_list_id, o.cardinality, c.inverse_of is not null into v_relation
  from public.list_columns as c
  join public.list_columns as o on o.id = coalesce(c.inverse_of, c.id) and o.workspace_id = c.workspace_id
  where c.list_id = list_relation.list_id and c.type = 'relation' and c.deleted_at is null and o.deleted_at is null
    and (c.key = list_relation."column" or c.id::text = list_relation."column");
  if v_relation.column_id is null then
    raise exception 'The list has no relation "%"', left("column", 100) using errcode = 'no_data_found', constraint = 'column_not_found';
  end if;
  return v_relation;
end
$$;
comment on function private.list_relation(uuid, text, uuid) is
  'A relation of a list, by key or id, or column_not_found.';
revoke execute on function private.list_relation(uuid, text, uuid) from public;
grant execute on function private.list_relation(uuid, text, uuid) to authenticated, service_role;
