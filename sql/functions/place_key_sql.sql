create function private.place_key_sql(key text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format('private.text_key(case when i.values ? %L then concat(', key)
    || string_agg(format('i.values #>> %L, E''\x01''', array[key, p.part]), ', ' order by p.n) || ') end)'
  from unnest('{country,region,city,street,unit}'::text[]) with ordinality as p (part, n)
$$;
comment on function private.place_key_sql(text) is
  'SQL of the sort key of an address: country, region, city, street, unit.';
revoke execute on function private.place_key_sql(text) from public;
grant execute on function private.place_key_sql(text) to authenticated, service_role;
