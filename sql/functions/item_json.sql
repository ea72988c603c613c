create function private.item_json(item public.items, computed jsonb default null)
  returns json
  language sql
  stable
  -- json, not jsonb: the stored values go out as they are, without another parse. A body of this form is planned into
  -- the query that calls it, a third of the time of a page.
  return case when computed is null then json_build_object(
    'id', item.id, 'list_id', item.list_id, 'workspace_id', item.workspace_id, 'number', item.number, 'values', item.values, 'version', item.version,
    'created_by', item.created_by, 'created_at', item.created_at,
    'updated_by', item.updated_by, 'updated_at', item.updated_at, 'deleted_at', item.deleted_at
  ) else json_build_object(
    'id', item.id, 'list_id', item.list_id, 'workspace_id', item.workspace_id, 'number', item.number, 'values', item.values, 'computed', computed,
    'version', item.version, 'created_by', item.created_by, 'created_at', item.created_at,
    'updated_by', item.updated_by, 'updated_at', item.updated_at, 'deleted_at', item.deleted_at
  ) end;
comment on function private.item_json(public.items, jsonb) is 'An item as clients see it; with what its list computes of it, if anything.';
revoke execute on function private.item_json(public.items, jsonb) from public;
grant execute on function private.item_json(public.items, jsonb) to authenticated, service_role;
