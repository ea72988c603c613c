create function private.tg_matchings__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  if tg_op = 'UPDATE' and (new.criteria, new.offer_filter, new.request_filter) is not distinct from (old.criteria, old.offer_filter, old.request_filter)
    or jsonb_typeof(new.criteria) <> 'array' then
    return null;
  end if;
  select jsonb_agg(jsonb_build_object('field', format('criteria[%s]', e.n - 1), 'code', 'matching_invalid', 'message', p.problem) order by e.n)
  into v_problems
  from jsonb_array_elements(new.criteria) with ordinality as e (element, n)
  cross join lateral (select private.criterion_problem(new, e.element) as problem) as p
  where p.problem is not null;
  if jsonb_array_length(new.criteria) not between 1 and 20 then
    v_problems := '[{"field": "criteria", "code": "matching_invalid", "message": "a matching has 1 to 20 criteria"}]';
  end if;
  if v_problems is not null then
    raise exception '%: %', v_problems -> 0 ->> 'field', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'matching_invalid', detail = v_problems::text;
  end if;
  perform private.filter_sql(f.list_id, f.filter, f.path, 'UTC')
  from (values (new.offer_list_id, new.offer_filter, '$.offer_filter'), (new.request_list_id, new.request_filter, '$.request_filter'))
    as f (list_id, filter, path)
  where f.filter is not null;
  return null;
end
$$;
comment on function private.tg_matchings__rules() is 'Criteria and filters fit the columns of both lists.';
revoke execute on function private.tg_matchings__rules() from public;
