create function private.has_distinct_elements(elements jsonb)
  returns boolean
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select count(*) = count(distinct e.element) from jsonb_array_elements(elements) as e (element)
$$;
comment on function private.has_distinct_elements(jsonb) is 'Whether no element of a JSON array stands in it twice.';
revoke execute on function private.has_distinct_elements(jsonb) from public;
-- In the conditions of an import, which run with the rights of the worker and of the person it imports for.
grant execute on function private.has_distinct_elements(jsonb) to authenticated, service_role, worker;
