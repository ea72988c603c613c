create function private.usable_settings(list_id uuid, kind text, settings jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with problems as materialized (
    select * from private.view_problems(list_id, kind, settings)
  )
  select coalesce(jsonb_object_agg(s.key, case
    when not exists (select from problems as p where p.setting = s.key) then s.value
    else (
      select coalesce(jsonb_agg(e.element order by e.n), '[]')
      from jsonb_array_elements(s.value) with ordinality as e (element, n)
      where not exists (select from problems as p where p.setting = s.key and p.place = e.n - 1)
    ) end), '{}')
  from jsonb_each(settings) as s
  where not exists (select from problems as p where p.setting = s.key and p.place is null)
$$;
comment on function private.usable_settings(uuid, text, jsonb) is 'What is left of a view''s settings without those that fit no more.';
revoke execute on function private.usable_settings(uuid, text, jsonb) from public;
grant execute on function private.usable_settings(uuid, text, jsonb) to authenticated, service_role;
