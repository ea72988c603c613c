create function private.number_item_batch(change public.column_changes, batch integer, out last uuid, out items bigint)
  language plpgsql
  volatile
  security definer  -- as step_column_change
  set search_path = ''
as $$
begin
  -- The sequence began behind the numbers that are kept for these items.
  execute format($sql$
    with batch as (
      select i.id, i.workspace_id from public.items as i
      where i.list_id = $1 and i.id > $2 and i.deleted_at is %s and i.number is null
      order by i.id limit $3 for no key update
    ), numbered as (
      update public.items as i set number = n.number
      from (select b.id, b.workspace_id, $4 + row_number() over (order by b.id) as number from batch as b) as n
      where i.id = n.id and i.workspace_id = n.workspace_id and i.number is null
    )
    select (select b.id from batch as b order by b.id desc limit 1), count(*) from batch$sql$,
    case when change.in_trash then 'not null' else 'null' end)
    into last, items using change.list_id, change.after_id, batch, change.items_done;
end
$$;
comment on function private.number_item_batch(public.column_changes, integer) is
  'Numbers the next items by id, those in the trash last; the last of them, null at the end, and how many.';
revoke execute on function private.number_item_batch(public.column_changes, integer) from public;
