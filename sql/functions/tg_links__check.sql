create function private.tg_links__check()
  returns trigger
  language plpgsql
  security definer  -- locks items, which a reader of them may not
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  -- Where trashing an item asks for its links, neither may overlook the other.
  perform from public.items as i
  where (i.id, i.workspace_id) in (
    select n.target_item_id, n.workspace_id from new_rows as n join public.list_columns as c on c.id = n.column_id and c.workspace_id = n.workspace_id
    where c.config ->> 'on_delete' <> 'unlink'
  )
  order by i.id for share;
  select jsonb_agg(jsonb_build_object('item_id', t.id, 'field', t.key, 'code', 'in_trash', 'message', format('the item %s is in the trash', t.id)))
  into v_problems
  from (
    select i.id, c.key
    from (
      select n.column_id, n.workspace_id, n.item_id from new_rows as n
      union select n.column_id, n.workspace_id, n.target_item_id from new_rows as n
    ) as n
    join public.items as i on i.id = n.item_id and i.workspace_id = n.workspace_id
    join public.list_columns as c on c.id = n.column_id and c.workspace_id = n.workspace_id
    where i.deleted_at is not null
    limit 100
  ) as t;
  if v_problems is not null then
    raise exception '%', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'link_invalid', detail = v_problems::text, hint = 'Nothing was linked. Restore the item first.';
  end if;
  if exists (
    select from (select distinct n.item_id, n.workspace_id from new_rows as n) as n
    where (select count(*) from public.links as k where k.item_id = n.item_id and k.workspace_id = n.workspace_id) > 10000
  ) then
    raise exception 'An item has at most 10,000 links'
      using errcode = 'program_limit_exceeded', constraint = 'links_at_most_10000', hint = 'Link from the other side: there is no limit to how many items are linked to one.';
  end if;
  return null;
end
$$;
comment on function private.tg_links__check() is
  'Nothing is linked to or from the trash, and an item has at most 10,000 links.';
revoke execute on function private.tg_links__check() from public;
