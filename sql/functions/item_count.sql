create function private.item_count(list_id uuid)
  returns bigint
  language sql
  stable
  set search_path = ''
as $$
  select coalesce((select c.items from private.list_counts as c where c.list_id = item_count.list_id), 0)
    + coalesce((select sum(d.items) from private.list_count_deltas as d where d.list_id = item_count.list_id), 0)::bigint
$$;
comment on function private.item_count(uuid) is 'How many items of a list are not in the trash, exactly, without counting them; 0 for a list that the caller does not see.';
revoke execute on function private.item_count(uuid) from public;
grant execute on function private.item_count(uuid) to authenticated, service_role;
