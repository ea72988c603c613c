create function private.check_query_fields(node jsonb, allowed text[], path text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_unknown text;
begin
  if jsonb_typeof(node) is distinct from 'object' then
    perform private.refuse_query(path, 'must be an object');
  end if;
  v_unknown := (select k.key from jsonb_object_keys(node) as k (key) where k.key <> all (allowed) order by k.key limit 1);
  if v_unknown is not null then
    perform private.refuse_query(path, format('there is no field "%s"; these are: %s', left(v_unknown, 100), array_to_string(allowed, ', ')));
  end if;
end
$$;
comment on function private.check_query_fields(jsonb, text[], text) is
  'Refuses what is not an object of these fields.';
revoke execute on function private.check_query_fields(jsonb, text[], text) from public;
grant execute on function private.check_query_fields(jsonb, text[], text) to authenticated, service_role;
