create function private.tg_items__count()
  returns trigger
  language plpgsql
  security definer  -- the counts are nobody's to write
  set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    insert into private.list_count_deltas (list_id, workspace_id, items)
    select n.list_id, n.workspace_id, count(*) from new_rows as n where n.deleted_at is null group by 1, 2;
  elsif tg_op = 'DELETE' then
    insert into private.list_count_deltas (list_id, workspace_id, items)
    select o.list_id, o.workspace_id, - count(*) from old_rows as o where o.deleted_at is null group by 1, 2;
  else
    insert into private.list_count_deltas (list_id, workspace_id, items)
    select d.list_id, d.workspace_id, sum(d.items)
    from (
      select n.list_id, n.workspace_id, count(*) as items from new_rows as n where n.deleted_at is null group by 1, 2
      union all
      select o.list_id, o.workspace_id, - count(*) from old_rows as o where o.deleted_at is null group by 1, 2
    ) as d
    group by 1, 2 having sum(d.items) <> 0;
  end if;
  return null;
end
$$;
comment on function private.tg_items__count() is
  'Notes by how many the items of a list became more or fewer. A row of its own: two writers of a list never wait for each other.';
revoke execute on function private.tg_items__count() from public;
