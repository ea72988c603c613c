create function private.view_problems(list_id uuid, kind text, settings jsonb)
  returns table (setting text, place integer, message text)
  language sql
  stable
  set search_path = ''
as $$
  with found as (
    select s.key, s.value, r.value_form, case
      when r.setting is null then format('a %s has no such setting; it has: %s', view_problems.kind, (
        select string_agg(k.setting, ', ' order by k.position) from public.view_settings as k where k.kind = view_problems.kind
      ))
      else private.view_setting_problem(list_id, s.value, r) end as message
    from jsonb_each(settings) as s
    left join public.view_settings as r on r.kind = view_problems.kind and r.setting = s.key
  )
  select f.key, null::integer, f.message from found as f where f.message is not null
  union all
  select f.key, c.place, c.message
  from found as f
  cross join lateral private.view_columns_problems(list_id, f.value) as c
  where f.message is null and f.value_form = 'columns'
  union all
  select r.setting, null, format('a %s needs it: %s', view_problems.kind, r.description)
  from public.view_settings as r
  where r.kind = view_problems.kind and r.is_required and not settings ? r.setting
$$;
comment on function private.view_problems(uuid, text, jsonb) is
  'What is wrong with the settings of a view. place is that of one of several columns.';
revoke execute on function private.view_problems(uuid, text, jsonb) from public;
grant execute on function private.view_problems(uuid, text, jsonb) to authenticated, service_role;
