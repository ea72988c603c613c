create function private.rewrite_item_batch(change public.column_changes, batch integer, out last uuid, out items bigint)
  language plpgsql
  volatile
  security definer  -- as step_column_change
  set search_path = ''
as $$
declare
  v_sql constant text := format('(select %s from (select i.values as v) as x)',
    (select k.rewrite ->> 'sql' from private.list_checks as k where k.list_id = change.list_id));
begin
  -- Locked in the order of their ids, as every batch of writers does.
  execute format($sql$
    with batch as (
      select i.id, i.workspace_id from public.items as i
      where i.list_id = $1 and i.id > $2 and i.deleted_at is %s
      order by i.id limit $3 for no key update
    ), rewritten as (
      update public.items as i set values = %s from batch as b
      where i.id = b.id and i.workspace_id = b.workspace_id and i.values is distinct from %2$s
    )
    select (select b.id from batch as b order by b.id desc limit 1), count(*) from batch$sql$,
    case when change.in_trash then 'not null' else 'null' end, v_sql)
    into last, items using change.list_id, change.after_id, batch;
end
$$;
comment on function private.rewrite_item_batch(public.column_changes, integer) is
  'Brings a change to the next items by id; the last of them, null at the end, and how many.';
revoke execute on function private.rewrite_item_batch(public.column_changes, integer) from public;
