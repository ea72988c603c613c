create function private.find_template_matchings(refs jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_agg(private.matching_json(m) order by m.id), '[]')
  from public.matchings as m
  where m.offer_list_id in (select (r.value #>> '{}')::uuid from jsonb_each(refs) as r)
$$;
comment on function private.find_template_matchings(jsonb) is 'The matchings of lists that a template just made.';
revoke execute on function private.find_template_matchings(jsonb) from public;
grant execute on function private.find_template_matchings(jsonb) to authenticated, service_role;
