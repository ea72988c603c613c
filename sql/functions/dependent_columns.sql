create function private.dependent_columns(workspace_id uuid, changed uuid[])
  returns uuid[]
  language sql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
  with recursive affected as (
    -- One that is gone for good still has those that depended on it.
    select u.id, c.list_id, true as may_be_title
    from (
      select unnest(changed)
      union
      -- What was computed from a column is computed from what that was converted into.
      select o.id from public.list_columns as c join public.list_columns as o on o.list_id = c.list_id and o.key = any (c.replaces)
      where c.id = any (changed)
    ) as u (id)
    left join public.list_columns as c on c.id = u.id and c.workspace_id = dependent_columns.workspace_id
    union
    select k.column_id, k.list_id, c.type = 'formula'
    from affected as a
    -- Relations depend on whichever column gives the titles of the linked list.
    join private.computed_columns as k on k.workspace_id = dependent_columns.workspace_id
      and (k.depends_on @> array[a.id] or a.may_be_title and k.links_list_id = a.list_id)
    join public.list_columns as c on c.id = k.column_id and c.workspace_id = k.workspace_id
  )
  select array_agg(distinct a.id) from affected as a
$$;
comment on function private.dependent_columns(uuid, uuid[]) is
  'These columns and all that are computed from them, directly or not.';
revoke execute on function private.dependent_columns(uuid, uuid[]) from public;
