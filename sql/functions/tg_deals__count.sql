create function private.tg_deals__count()
  returns trigger
  language plpgsql
  security definer  -- the counter is nobody's to write
  set search_path = ''
as $$
begin
  execute 'update public.contacts as c set deal_count = c.deal_count + d.deals from ('
    'select s.workspace_id, s.contact_id, sum(s.deals)::integer as deals from ('
    || concat_ws(' union all ',
      case when tg_op <> 'DELETE' then 'select n.workspace_id, n.contact_id, 1 as deals from new_rows as n where n.deleted_at is null' end,
      case when tg_op <> 'INSERT' then 'select o.workspace_id, o.contact_id, -1 as deals from old_rows as o where o.deleted_at is null' end)
    || ') as s where s.contact_id is not null group by s.workspace_id, s.contact_id having sum(s.deals) <> 0 order by s.contact_id'
    ') as d where c.id = d.contact_id and c.workspace_id = d.workspace_id';
  return null;
end
$$;
comment on function private.tg_deals__count() is
  'Keeps contacts.deal_count, whose check contact_has_deals holds at every isolation level: the lock on the contact makes racing writers wait or fail.';
revoke execute on function private.tg_deals__count() from public;
