create function private.view_query_problem(list_id uuid, kind text, query jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_name text;
  v_detail text;
begin
  perform private.check_view_query(list_id, kind, query);
  return null;
exception when check_violation then
  get stacked diagnostics v_name = constraint_name, v_detail = pg_exception_detail;
  if v_name <> 'query_invalid' then
    raise;
  end if;
  return v_detail::jsonb -> 0;
end
$$;
comment on function private.view_query_problem(uuid, text, jsonb) is 'What is wrong with a query or a part of one, {field, code, message}, or null.';
revoke execute on function private.view_query_problem(uuid, text, jsonb) from public;
grant execute on function private.view_query_problem(uuid, text, jsonb) to authenticated, service_role;
