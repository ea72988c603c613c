create function private.relation_owner(list_id uuid, key text)
  returns public.list_columns
  language sql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
  select o.*
  from public.list_columns as c
  join public.list_columns as o on o.id = coalesce(c.inverse_of, c.id) and o.workspace_id = c.workspace_id
  where c.list_id = relation_owner.list_id and c.key = relation_owner.key and c.type = 'relation'
$$;
comment on function private.relation_owner(uuid, text) is
  'The column that owns the links of a relation: itself, or of an inverse the other one.';
revoke execute on function private.relation_owner(uuid, text) from public;
