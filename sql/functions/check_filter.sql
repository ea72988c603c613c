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
  if v_problem.takes is not null then
    raise exception '% takes a %, not %', v_problem.key, replace(replace(v_problem.takes, 'flag', 'boolean'), 'texts', 'text or several'), filter -> v_problem.key
      using errcode = 'check_violation', constraint = 'filter_invalid',
        detail = jsonb_build_array(jsonb_build_object('field', v_problem.key, 'code', 'filter_invalid', 'message', 'it takes something else'));
  elsif v_problem.key is not null then
    raise exception 'There is nothing to filter by called %; there are: %', v_problem.key,
        (select string_agg(k.name, ', ' order by k.name) from jsonb_object_keys(v_known) as k (name))
      using errcode = 'check_violation', constraint = 'unknown_field',
        detail = jsonb_build_array(jsonb_build_object('field', v_problem.key, 'code', 'unknown_field', 'message', 'there is no such filter'));
  end if;
end
$$;
comment on function private.check_filter(text, jsonb) is
  'Refuses a filter of contacts, deals or tasks that names what is not there (unknown_field) or asks for what cannot be (filter_invalid).';
revoke execute on function private.check_filter(text, jsonb) from public;
grant execute on function private.check_filter(text, jsonb) to authenticated, service_role;
