create function private.formula_object_text(family text, value jsonb)
  returns text
  language sql
  immutable
  strict
  set search_path = ''
as $$
  select case family
    when 'place' then concat_ws(', ', value ->> 'street', value ->> 'unit', value ->> 'postal_code', value ->> 'city', value ->> 'region', value ->> 'country')
    when 'point' then (value ->> 'lat') || ',' || (value ->> 'lng')
    else coalesce(value ->> 'min', '') || '..' || coalesce(value ->> 'max', '') end
$$;
comment on function private.formula_object_text(text, jsonb) is
  'An address, a place on the map or a range as a file would have it.';
revoke execute on function private.formula_object_text(text, jsonb) from public;
grant execute on function private.formula_object_text(text, jsonb) to authenticated, service_role;
