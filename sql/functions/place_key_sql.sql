create function private.place_key_sql(cell_json text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format('private.text_key(case when %s is not null then concat(', cell_json)
    || string_agg(format('%s ->> %L, E''\x01''', cell_json, p.part), ', ' order by p.n) || ') end)'
  from unnest('{country,region,city,street,unit}'::text[]) with ordinality as p (part, n)
$$;
comment on function private.place_key_sql(text) is
  'SQL of the sort key of an address: country, region, city, street, unit. cell_json is SQL of the address.';
revoke execute on function private.place_key_sql(text) from public;
grant execute on function private.place_key_sql(text) to authenticated, service_role;
