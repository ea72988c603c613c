create function private.usable_filter(list_id uuid, node jsonb, path text, out usable jsonb, out problems jsonb)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_word constant text := (select k.key from jsonb_object_keys(node) as k (key) where k.key in ('and', 'or', 'not') limit 1);
  v_parts jsonb := '[]';
  v_part record;
  v_problem jsonb;
begin
  problems := '[]';
  if v_word is null then
    v_problem := private.view_query_problem(list_id, 'grid', jsonb_build_object('filter', node));
    if v_problem is not null then
      problems := jsonb_build_array(
        v_problem || jsonb_build_object('field', path || substr(v_problem ->> 'field', length('$.filter') + 1)));
    end if;
    usable := case when problems = '[]' then node end;
    return;
  end if;
  for v_part in
    select u.usable, u.problems
    from jsonb_array_elements(case v_word when 'not' then jsonb_build_array(node -> 'not') else node -> v_word end) with ordinality as e (element, n),
      lateral private.usable_filter(list_id, e.element, path || '.' || v_word || case v_word when 'not' then '' else format('[%s]', e.n - 1) end) as u
    order by e.n
  loop
    problems := problems || v_part.problems;
    v_parts := v_parts || case when v_part.usable is null then '[]' else jsonb_build_array(v_part.usable) end;
  end loop;
  -- Nothing left of an "or" asks nothing, rather than letting nothing through.
  usable := case
    when v_parts = '[]' and problems <> '[]' then null
    when v_word = 'not' then jsonb_build_object('not', v_parts -> 0)
    else jsonb_build_object(v_word, v_parts) end;
end
$$;
comment on function private.usable_filter(uuid, jsonb, text) is 'What is left of a filter without the conditions that cannot be asked any more, and these.';
revoke execute on function private.usable_filter(uuid, jsonb, text) from public;
grant execute on function private.usable_filter(uuid, jsonb, text) to authenticated, service_role;
