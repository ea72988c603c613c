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
