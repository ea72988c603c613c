create function private.usable_query(list_id uuid, kind text, query jsonb, out usable jsonb, out problems jsonb)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_part text;
  v_element jsonb;
  v_n bigint;
  v_problem jsonb;
  v_left jsonb;
begin
  usable := query;
  problems := '[]';
  if private.view_query_problem(list_id, kind, query) is null then
    return;
  end if;
  if query ? 'filter' then
    select f.usable, f.problems into v_left, problems from private.usable_filter(list_id, query -> 'filter', '$.filter') as f;
    usable := case when v_left is null then usable - 'filter' else usable || jsonb_build_object('filter', v_left) end;
  end if;
  foreach v_part in array '{sort,group_by,aggregates}'::text[] loop
    v_left := '[]';
    for v_element, v_n in
      select e.element, e.n - 1 from jsonb_array_elements(query -> v_part) with ordinality as e (element, n) order by e.n
    loop
      v_problem := private.view_query_problem(list_id, 'grid', jsonb_build_object(v_part, jsonb_build_array(v_element)));
      if v_problem is null then
        v_left := v_left || jsonb_build_array(v_element);
      else
        problems := problems || jsonb_build_array(
          v_problem || jsonb_build_object('field', replace(v_problem ->> 'field', v_part || '[0]', format('%s[%s]', v_part, v_n))));
      end if;
    end loop;
    usable := case when v_left = '[]' then usable - v_part else usable || jsonb_build_object(v_part, v_left) end;
  end loop;
end
$$;
comment on function private.usable_query(uuid, text, jsonb) is
  'What is left of a view''s query without the parts that cannot be asked any more, since a column of theirs is in the trash or of another type; and these.';
revoke execute on function private.usable_query(uuid, text, jsonb) from public;
grant execute on function private.usable_query(uuid, text, jsonb) to authenticated, service_role;
