create function private.check_fields(changes jsonb, allowed text[])
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_unknown text;
begin
  if jsonb_typeof(changes) <> 'object' then
    raise exception 'This is no object of fields: %', left(changes::text, 100) using errcode = 'check_violation', constraint = 'row_invalid';
  end if;
  v_unknown := (select string_agg(k.key, ', ' order by k.key) from jsonb_object_keys(changes) as k (key) where k.key <> all (allowed));
  if v_unknown is not null then
    raise exception 'There is no field %; these can be changed: %', v_unknown, array_to_string(allowed, ', ')
      using errcode = 'check_violation', constraint = 'unknown_field';
  end if;
end
$$;
comment on function private.check_fields(jsonb, text[]) is 'Refuses a change that is no object, or names a field which is not there.';
revoke execute on function private.check_fields(jsonb, text[]) from public;
grant execute on function private.check_fields(jsonb, text[]) to authenticated, service_role;
