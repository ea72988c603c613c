create function private.texts_of(value jsonb)
  returns text[]
  language sql
  immutable
  set search_path = ''
as $$
  select case jsonb_typeof(value) when 'array' then array(select jsonb_array_elements_text(value)) else array[value #>> '{}'] end
$$;
comment on function private.texts_of(jsonb) is 'One text or several, as several.';
revoke execute on function private.texts_of(jsonb) from public;
grant execute on function private.texts_of(jsonb) to authenticated, service_role;
