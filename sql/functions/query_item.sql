create function private.query_item(value jsonb, path text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if jsonb_typeof(value) is distinct from 'string'
    or value #>> '{}' !~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then
    perform private.refuse_query(path, 'must be the id of an item');
  end if;
  return lower(value #>> '{}');
end
$$;
comment on function private.query_item(jsonb, text) is
  'The id of an item, or query_invalid; whether there is one is not asked.';
revoke execute on function private.query_item(jsonb, text) from public;
grant execute on function private.query_item(jsonb, text) to authenticated, service_role;
