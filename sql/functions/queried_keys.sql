create function private.queried_keys(query jsonb)
  returns text[]
  language sql
  immutable
  set search_path = ''
as $$
  select array(
    select jsonb_path_query(query, '$.sort[*].column') #>> '{}'
    union select jsonb_path_query(query, '$.group_by[*].column') #>> '{}'
    -- No slot helps to look inside a text.
    union select jsonb_path_query(query, '$.filter.** ? (@.operator != "contains" && @.operator != "not_contains" && @.operator != "ends_with").column') #>> '{}'
  )
$$;
comment on function private.queried_keys(jsonb) is
  'The columns for which a query would use a slot.';
revoke execute on function private.queried_keys(jsonb) from public;
grant execute on function private.queried_keys(jsonb) to authenticated, service_role;
