create function private.matching_json(matching public.matchings)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select to_jsonb(matching)
$$;
comment on function private.matching_json(public.matchings) is 'A matching as clients see it.';
revoke execute on function private.matching_json(public.matchings) from public;
grant execute on function private.matching_json(public.matchings) to authenticated, service_role;
