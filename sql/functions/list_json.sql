create function private.list_json(list_id uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select to_jsonb(l) || jsonb_build_object('item_count', private.item_count(l.id), 'columns', (
    select coalesce(jsonb_agg(private.column_json(c) order by c.position, c.id), '[]')
    from public.list_columns as c
    where c.workspace_id = l.workspace_id and c.list_id = l.id and c.deleted_at is null
  ))
  from public.lists as l
  where l.id = list_json.list_id
$$;
comment on function private.list_json(uuid) is 'A list with its columns in order and the number of its items, as far as the caller may see it.';
revoke execute on function private.list_json(uuid) from public;
grant execute on function private.list_json(uuid) to authenticated, service_role;
