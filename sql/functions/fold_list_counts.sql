create function private.fold_list_counts()
  returns integer
  language plpgsql
  volatile
  security definer  -- the counts are nobody's to write
  set search_path = ''
as $$
declare
  v_count integer;
begin
  -- What another fold has taken is skipped; whoever reads meanwhile sees all of it before, or all of it after.
  with taken as (
    delete from private.list_count_deltas as d
    where d.id in (select l.id from private.list_count_deltas as l order by l.id limit 100000 for update skip locked)
    returning d.list_id, d.workspace_id, d.items
  ), folded as (
    insert into private.list_counts as c (list_id, workspace_id, items)
    select t.list_id, t.workspace_id, sum(t.items)
    from taken as t join public.lists as l on l.id = t.list_id and l.workspace_id = t.workspace_id
    group by t.list_id, t.workspace_id
    order by t.list_id
    on conflict on constraint list_counts_pkey do update set items = c.items + excluded.items
  )
  select count(*) into v_count from taken;
  return v_count;
end
$$;
comment on function private.fold_list_counts() is 'Folds what statements noted into the counts of their lists; returns how many notes there were.';
revoke execute on function private.fold_list_counts() from public;
grant execute on function private.fold_list_counts() to worker;
