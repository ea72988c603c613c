create function private.refuse_column_cycle(workspace_id uuid, changed uuid[])
  returns void
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_circle uuid[];
begin
  -- Most graphs have none; only where a column reaches itself is the way looked for.
  if not exists (
    with recursive reached as (
      select k.column_id as start, d.id
      from private.computed_columns as k cross join lateral unnest(k.depends_on) as d (id)
      where k.workspace_id = refuse_column_cycle.workspace_id and k.column_id = any (changed)
      union
      select r.start, d.id
      from reached as r
      join private.computed_columns as k on k.column_id = r.id and k.workspace_id = refuse_column_cycle.workspace_id
      cross join lateral unnest(k.depends_on) as d (id)
    )
    select from reached as r where r.start = r.id
  ) then
    return;
  end if;
  v_circle := private.column_circle(workspace_id, changed);
  raise exception 'Columns would be computed from themselves: %', (
    select string_agg(format('%s.%s', l.name, c.name), ' → ' order by u.n)
    from unnest(v_circle) with ordinality as u (id, n)
    join public.list_columns as c on c.id = u.id join public.lists as l on l.id = c.list_id and l.workspace_id = c.workspace_id
  ) using errcode = 'check_violation', constraint = 'column_cycle', hint = 'Nothing was changed. Let one of these columns go.';
end
$$;
comment on function private.refuse_column_cycle(uuid, uuid[]) is
  'Raises column_cycle with the names of a circle through one of these columns.';
revoke execute on function private.refuse_column_cycle(uuid, uuid[]) from public;
