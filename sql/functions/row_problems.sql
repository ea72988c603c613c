create function private.row_problems("row" bigint, record_id text, state text, name text, message text, detail text)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_named constant public.error_codes := (
    select e from public.error_codes as e where e.sqlstate = state and e.name in (row_problems.name, '') order by e.name desc limit 1
  );
  -- PostgreSQL's own sentences name tables; ours are for people.
  v_is_ours constant boolean := message !~ '^(new row|duplicate key|insert or update|update or delete|null value|permission|invalid input)';
  v_field constant text := (
    select string_agg(a.attname, ', ') from pg_catalog.pg_constraint as c
    join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.conname = row_problems.name and a.attname <> 'workspace_id' having count(*) = 1
  );
  v_problem constant jsonb := jsonb_strip_nulls(jsonb_build_object('row', "row", 'id', record_id, 'code', coalesce(v_named.slug, 'check_failed'),
    'field', coalesce(nullif(v_named.field, ''), v_field), 'message', case when v_is_ours then message else v_named.title end));
begin
  if detail like '[{%' then
    return (select jsonb_agg(v_problem || e.p || jsonb_build_object('row', "row", 'message', message)) from jsonb_array_elements(detail::jsonb) as e (p));
  end if;
  return jsonb_build_array(v_problem);
end
$$;
comment on function private.row_problems(bigint, text, text, text, text, text) is 'A refusal of one row of a batch as [{row, id, field, code, message}].';
revoke execute on function private.row_problems(bigint, text, text, text, text, text) from public;
grant execute on function private.row_problems(bigint, text, text, text, text, text) to authenticated, service_role;
