create function private.assigned_sql(operation text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format($sql$
    select a.user_id::uuid as user_id, count(distinct a.id) as count, (array_agg(a.id order by a.id))[1] as item_id, (array_agg(a.key order by a.id))[1] as key
    from (
      select n.id, k.key, n.values ->> k.key as user_id
      from new_rows as n %s cross join unnest($2::text[]) as k (key)
      where n.list_id = $1 and n.deleted_at is null and n.values ? k.key %s
    ) as a
    where a.user_id is distinct from $3::text
    group by 1$sql$,
    case operation when 'UPDATE' then 'join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id' else '' end,
    case operation when 'UPDATE' then 'and n.values ->> k.key is distinct from o.values ->> k.key' else '' end
  )
$$;
comment on function private.assigned_sql(text) is
  'SQL for triggers of items: whom a statement has put into the columns of people ($2) of a list ($1), but for the writer ($3), with how many items and the first of them.';
revoke execute on function private.assigned_sql(text) from public;
