create function private.query_person(value jsonb, path text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if value = '"me"' then
    return coalesce(auth.uid()::text, '00000000-0000-0000-0000-000000000000');
  end if;
  if jsonb_typeof(value) is distinct from 'string'
    or value #>> '{}' !~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then
    perform private.refuse_query(path, 'must be the id of a person, or "me"');
  end if;
  return lower(value #>> '{}');
end
$$;
comment on function private.query_person(jsonb, text) is
  'The id of the person, or query_invalid. "me" of a caller without a person is nobody.';
revoke execute on function private.query_person(jsonb, text) from public;
grant execute on function private.query_person(jsonb, text) to authenticated, service_role;
