create function private.problems_json(list_id uuid, kind text, settings jsonb)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'field', format('settings.%s%s', p.setting, coalesce('[' || p.place || '].column', '')), 'code', 'view_invalid', 'message', p.message
  ) order by p.setting, p.place), '[]')
  from private.view_problems(list_id, kind, settings) as p
$$;
comment on function private.problems_json(uuid, text, jsonb) is 'What is wrong with the settings of a view, as clients are told.';
revoke execute on function private.problems_json(uuid, text, jsonb) from public;
grant execute on function private.problems_json(uuid, text, jsonb) to authenticated, service_role;
