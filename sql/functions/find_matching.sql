create function private.find_matching(item public.items, matching_id uuid)
  returns public.matchings
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_matching public.matchings;
begin
  select m.* into v_matching
  from public.matchings as m
  join public.lists as o on o.id = m.offer_list_id and o.workspace_id = m.workspace_id and o.deleted_at is null
  join public.lists as r on r.id = m.request_list_id and r.workspace_id = m.workspace_id and r.deleted_at is null
  where m.workspace_id = item.workspace_id and item.list_id in (m.offer_list_id, m.request_list_id)
    and (find_matching.matching_id is null or m.id = find_matching.matching_id)
  order by m.id limit 1;
  if v_matching.id is null then
    perform private.refuse_matching();
  end if;
  return v_matching;
end
$$;
comment on function private.find_matching(public.items, uuid) is
  'The matching of an item''s list, the first made unless one is named; or matching_not_found.';
revoke execute on function private.find_matching(public.items, uuid) from public;
grant execute on function private.find_matching(public.items, uuid) to authenticated, service_role;
