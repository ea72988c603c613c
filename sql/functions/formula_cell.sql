create function private.formula_cell(family text, json_sql text, labels jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_text constant text := case when json_sql ~ '^\(i[.]values -> ''([^''\\]+)''\)$' then replace(json_sql, ' -> ', ' ->> ') else format('(%s #>> ''{}'')', json_sql) end;
begin
  return case
    when family = 'number' then format('(%s)::numeric', json_sql)
    when family = 'boolean' then format('(%s)::boolean', json_sql)
    when family = 'date' then format('%s::date', v_text)
    when family = 'datetime' then format('%s::timestamptz', v_text)
    when family = 'choice' then format('private.formula_label(%L::jsonb, %s)', coalesce(labels, '{}'), v_text)
    when family = 'person' then format('(select p.full_name from public.user_profiles as p where p.user_id = %s::uuid)', v_text)
    when family in ('place', 'point', 'range') then format('private.formula_object_text(%L, %s)', family, json_sql)
    else v_text end;
end
$$;
comment on function private.formula_cell(text, text, jsonb) is
  'SQL of a cell as a formula computes with it, over the SQL of its JSON: a choice is its label, a person the name.';
revoke execute on function private.formula_cell(text, text, jsonb) from public;
grant execute on function private.formula_cell(text, text, jsonb) to authenticated, service_role;
