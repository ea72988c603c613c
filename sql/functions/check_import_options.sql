create function private.check_import_options(options jsonb)
  returns void
  language plpgsql
  stable
  security definer  -- as import_options_problem
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  if options is null or jsonb_typeof(options) <> 'object' then
    raise exception 'The options of an import are an object'
      using errcode = 'check_violation', constraint = 'import_options_invalid';
  end if;
  select jsonb_agg(jsonb_build_object('field', 'options.' || o.key, 'code', 'invalid', 'message', format('"%s" %s', o.key, p.problem)))
  into v_problems
  from jsonb_each(options) as o
  cross join lateral private.import_options_problem(o.key, o.value) as p (problem)
  where p.problem is not null;
  if v_problems is not null then
    raise exception '%', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'import_options_invalid', detail = v_problems::text;
  end if;
end
$$;
comment on function private.check_import_options(jsonb) is
  'Refuses options that are not known or not valid: import_options_invalid; DETAIL is a JSON array of {field, code, message}.';
revoke execute on function private.check_import_options(jsonb) from public;
