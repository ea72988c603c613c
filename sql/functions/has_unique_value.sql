create function private.has_unique_value(workspace_id uuid, column_id uuid, digest bytea, item_id uuid default null)
  returns boolean
  language sql
  stable
  security definer  -- unique_values is nobody's to read
  set search_path = ''
as $$
  select exists (
    select from private.unique_values as u
    where u.workspace_id = has_unique_value.workspace_id and u.column_id = has_unique_value.column_id and u.digest = has_unique_value.digest
      and u.item_id is distinct from has_unique_value.item_id
  )
$$;
comment on function private.has_unique_value(uuid, uuid, bytea, uuid) is 'For the worker: whether an item of the list, other than this one, has this value of a unique column.';
revoke execute on function private.has_unique_value(uuid, uuid, bytea, uuid) from public;
grant execute on function private.has_unique_value(uuid, uuid, bytea, uuid) to worker;
