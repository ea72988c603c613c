create function private.tg_workspace_members__count_owners()
  returns trigger
  language plpgsql
  security definer  -- the counter is nobody's to write
  set search_path = ''
as $$
begin
  -- Rows in a fixed order, so that two bulk changes cannot deadlock.
  if tg_op = 'INSERT' then
    update public.workspaces as w set owner_count = w.owner_count + d.owners
    from (select n.workspace_id, count(*)::integer as owners from new_rows as n
          where n.role = 'owner' group by n.workspace_id order by n.workspace_id) as d
    where w.id = d.workspace_id;
  elsif tg_op = 'DELETE' then
    update public.workspaces as w set owner_count = w.owner_count - d.owners
    from (select o.workspace_id, count(*)::integer as owners from old_rows as o
          where o.role = 'owner' group by o.workspace_id order by o.workspace_id) as d
    where w.id = d.workspace_id;
  else
    update public.workspaces as w set owner_count = w.owner_count + d.owners
    from (select s.workspace_id, sum(s.owners)::integer as owners
          from (select n.workspace_id, 1 as owners from new_rows as n where n.role = 'owner'
                union all
                select o.workspace_id, -1 from old_rows as o where o.role = 'owner') as s
          group by s.workspace_id having sum(s.owners) <> 0 order by s.workspace_id) as d
    where w.id = d.workspace_id;
  end if;
  return null;
end
$$;
comment on function private.tg_workspace_members__count_owners() is
  'Keeps workspaces.owner_count, whose check workspace_keeps_an_owner then refuses to lose the last one. The row lock on the workspace makes racing removals wait (read committed) or fail (the stricter levels).';
revoke execute on function private.tg_workspace_members__count_owners() from public;
