create function private.query_number(value jsonb, path text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  -- What lies beyond, no cell holds, and no sort key could.
  if jsonb_typeof(value) is distinct from 'number' or length(value #>> '{}') > 100 or abs((value #>> '{}')::numeric) >= 1e38 then
    perform private.refuse_query(path, 'must be a number of at most 38 digits before the decimal point');
  end if;
  return value #>> '{}';
end
$$;
comment on function private.query_number(jsonb, text) is
  'The number, digit by digit, or query_invalid.';
revoke execute on function private.query_number(jsonb, text) from public;
grant execute on function private.query_number(jsonb, text) to authenticated, service_role;
