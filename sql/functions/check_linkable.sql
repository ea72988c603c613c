create function private.check_linkable(relation private.relation, item_ids uuid[])
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_list_id constant uuid := case when relation.is_inverse then relation.list_id else relation.target_list_id end;
  v_problems jsonb;
begin
  select jsonb_agg(jsonb_build_object('row', t.n - 1, 'item_id', t.id, 'code', t.code,
    'message', case t.code when 'in_trash' then format('the item %s is in the trash', t.id) else format('the linked list has no item %s', t.id) end) order by t.n)
  into v_problems
  from (
    select u.n, u.id, case when i.id is null then 'not_found' else 'in_trash' end as code
    from (select *, v_list_id as list_id from unnest(item_ids) with ordinality as u (id, n) offset 0) as u  -- as in links_sql
    left join public.items as i on i.id = u.id and i.list_id = u.list_id and i.workspace_id = relation.workspace_id
    where i.id is null or i.deleted_at is not null
    order by u.n limit 100
  ) as t;
  if v_problems is not null then
    raise exception '%', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'link_invalid', detail = v_problems::text, hint = 'Nothing was linked. errors[] names the items.';
  end if;
end
$$;
comment on function private.check_linkable(private.relation, uuid[]) is
  'Raises link_invalid for ids that are no items of the other list, or in the trash.';
revoke execute on function private.check_linkable(private.relation, uuid[]) from public;
grant execute on function private.check_linkable(private.relation, uuid[]) to authenticated, service_role;
