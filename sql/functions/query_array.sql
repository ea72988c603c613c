create function private.query_array(value jsonb, path text, fewest integer, most integer)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if jsonb_typeof(value) is distinct from 'array' or jsonb_array_length(value) not between fewest and most then
    perform private.refuse_query(path, case when fewest = most then format('must be an array of %s', fewest)
      else format('must be an array of %s to %s', fewest, most) end);
  end if;
  return value;
end
$$;
comment on function private.query_array(jsonb, text, integer, integer) is
  'The array, or query_invalid.';
revoke execute on function private.query_array(jsonb, text, integer, integer) from public;
grant execute on function private.query_array(jsonb, text, integer, integer) to authenticated, service_role;
