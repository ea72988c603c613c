create function private.match_reasons_sql(parts private.match_part[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select format('to_jsonb(array_remove(array[%s], null))', string_agg(format(
    'case when %s then jsonb_build_object(''name'', %L, ''kind'', %L, ''offer_column'', %L, ''request_column'', %L, ''fits'', %s, '
    '''closeness'', round((%s)::numeric, 4), ''distance'', round((%s)::numeric, 4), ''offered'', %s, ''asked'', %s) end',
    p.asked, p.name, p.kind, p.offer, p.request, p.fits, p.closeness, p.distance, p.offered_json, p.asked_json), ', '))
  from unnest(parts) as p
$$;
comment on function private.match_reasons_sql(private.match_part[]) is
  'SQL of why the candidate i is a match: each criterion that is asked, whether it fits, and how far off it is.';
revoke execute on function private.match_reasons_sql(private.match_part[]) from public;
grant execute on function private.match_reasons_sql(private.match_part[]) to authenticated, service_role;
