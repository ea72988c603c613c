create function private.check_filter(kind text, filter jsonb)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_known constant jsonb := (
    select jsonb_object_agg(f.name, f.takes) || '{"trashed": "flag"}' from private.record_filters() as f where f.kinds @> array[check_filter.kind]
  );
  v_problem record;
begin
  if jsonb_typeof(filter) <> 'object' then
    raise exception 'A filter is an object, such as {"trashed": true}' using errcode = 'check_violation', constraint = 'filter_invalid';
  end if;
  select e.key, v_known ->> e.key as takes into v_problem
  from jsonb_each(filter) as e
  where not v_known ? e.key or not case
    when e.value = 'null' then true
    when v_known ->> e.key in ('flag', 'boolean') then jsonb_typeof(e.value) = 'boolean'
    when v_known ->> e.key = 'number' then e.value #>> '{}' ~ '^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?$'
    when v_known ->> e.key = 'texts' then not jsonb_path_exists(e.value, '$[*] ? (@.type() != "string")')
    else jsonb_typeof(e.value) = 'string' end
  order by e.key limit 1;
  if v_problem.key is not null then
    raise exception '%', case when v_problem.takes is null then format('There is nothing to filter by called %s; there are: %s', v_problem.key,
        (select string_agg(k.name, ', ' order by k.name) from jsonb_object_keys(v_known) as k (name)))
      else format('What %s asks for is a %s', v_problem.key, case v_problem.takes when 'flag' then 'boolean' when 'texts' then 'text, or several' else v_problem.takes end) end
      using errcode = 'check_violation', constraint = case when v_problem.takes is null then 'unknown_field' else 'filter_invalid' end,
        detail = jsonb_build_array(jsonb_build_object('field', v_problem.key, 'code', 'filter_invalid', 'message', 'it cannot be filtered by like this'));
  end if;
end
$$;
comment on function private.check_filter(text, jsonb) is
  'Refuses a filter of contacts, deals or tasks that names what is not there (unknown_field) or asks for what cannot be (filter_invalid).';
revoke execute on function private.check_filter(text, jsonb) from public;
grant execute on function private.check_filter(text, jsonb) to authenticated, service_role;
