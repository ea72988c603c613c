create function private.query_fields(list_id uuid, fields jsonb)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  select case when fields is not null then array(
    select (private.find_query_column(query_fields.list_id, e.element, format('$.fields[%s]', e.n - 1))).key
    from jsonb_array_elements(private.query_array(fields, '$.fields', 0, 500)) with ordinality as e (element, n)
  ) end
$$;
comment on function private.query_fields(uuid, jsonb) is
  'The keys that a query wants of each item, checked; null for all.';
revoke execute on function private.query_fields(uuid, jsonb) from public;
grant execute on function private.query_fields(uuid, jsonb) to authenticated, service_role;
