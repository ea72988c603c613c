create function private.bulk_condition(list_id uuid, filter jsonb, action text, time_zone text)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- What is in the trash is what can be restored or deleted for good.
  select format('i.list_id = %L::uuid and i.deleted_at is %s and (%s)', list_id,
    case when action in ('restore', 'delete') then 'not null' else 'null' end,
    private.filter_sql(list_id, filter, '$.filter', time_zone))
$$;
comment on function private.bulk_condition(uuid, jsonb, text, text) is 'SQL over the item i: whether a bulk change is about it.';
revoke execute on function private.bulk_condition(uuid, jsonb, text, text) from public;
grant execute on function private.bulk_condition(uuid, jsonb, text, text) to authenticated, service_role;
