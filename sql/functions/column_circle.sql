create function private.column_circle(workspace_id uuid, changed uuid[])
  returns uuid[]
  language sql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
  with recursive paths as (
    select array[k.column_id, d.id] as path, d.id = k.column_id as is_circle
    from private.computed_columns as k cross join lateral unnest(k.depends_on) as d (id)
    where k.workspace_id = column_circle.workspace_id and k.column_id = any (changed)
    union
    select p.path || d.id, d.id = p.path[1]
    from paths as p
    join private.computed_columns as k on k.column_id = p.path[cardinality(p.path)] and k.workspace_id = column_circle.workspace_id
    cross join lateral unnest(k.depends_on) as d (id)
    where not p.is_circle and (d.id = p.path[1] or d.id <> all (p.path))
  )
  select p.path from paths as p where p.is_circle limit 1
$$;
comment on function private.column_circle(uuid, uuid[]) is
  'A shortest way from one of these columns back to itself, over what each depends on; null when there is none.';
revoke execute on function private.column_circle(uuid, uuid[]) from public;
