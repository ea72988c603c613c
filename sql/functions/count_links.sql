create function private.count_links(relation private.relation)
  returns bigint
  language sql
  stable
  set search_path = ''
as $$
  select count(*) from private.item_links(relation) as k where k.is_live
$$;
comment on function private.count_links(private.relation) is
  'How many items are linked, those in the trash left out.';
revoke execute on function private.count_links(private.relation) from public;
grant execute on function private.count_links(private.relation) to authenticated, service_role;
