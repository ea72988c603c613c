create function private.place_links(relation private.relation, item_ids uuid[], before uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  with linked as (
    select k.id, k.other_id, row_number() over (order by k.place, k.other_id) as n, m.n as moved
    from private.item_links(relation) as k
    left join unnest(item_ids) with ordinality as m (id, n) on m.id = k.other_id
  ), placed as (
    -- What moves goes right before the place that is named, or behind all.
    select l.id, row_number() over (order by
      case when l.moved is null then l.n else coalesce((select b.n from linked as b where b.other_id = before), 1000000) - 0.5 end, l.moved) as place
    from linked as l
  )
  update public.links as k set
    position = case when relation.is_inverse then k.position else p.place end,
    target_position = case when relation.is_inverse then p.place else k.target_position end
  from placed as p
  where k.id = p.id and k.workspace_id = relation.workspace_id
    and p.place <> case when relation.is_inverse then k.target_position else k.position end;
end
$$;
comment on function private.place_links(private.relation, uuid[], uuid) is
  'Puts links of an item in order: these, one after the other, right before another one, or behind all where that is null.';
revoke execute on function private.place_links(private.relation, uuid[], uuid) from public;
grant execute on function private.place_links(private.relation, uuid[], uuid) to authenticated, service_role;
