create function private.item_json(item public.items)
  returns json
  language sql
  stable
  set search_path = ''
as $$
  -- json, not jsonb: the stored values go out as they are, without another parse.
  select json_build_object(
    'id', item.id, 'list_id', item.list_id, 'workspace_id', item.workspace_id, 'number', item.number, 'values', item.values, 'version', item.version,
    'created_by', item.created_by, 'created_at', item.created_at,
    'updated_by', item.updated_by, 'updated_at', item.updated_at, 'deleted_at', item.deleted_at
  )
$$;
comment on function private.item_json(public.items) is 'An item as clients see it.';
revoke execute on function private.item_json(public.items) from public;
grant execute on function private.item_json(public.items) to authenticated, service_role;
