create function private.query_text(value jsonb, path text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if jsonb_typeof(value) is distinct from 'string' or length(value #>> '{}') not between 1 and 1000 then
    perform private.refuse_query(path, 'must be text of 1 to 1000 characters');
  end if;
  return value #>> '{}';
end
$$;
comment on function private.query_text(jsonb, text) is
  'The text, or query_invalid.';
revoke execute on function private.query_text(jsonb, text) from public;
grant execute on function private.query_text(jsonb, text) to authenticated, service_role;
