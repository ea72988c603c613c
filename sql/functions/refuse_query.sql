create function private.refuse_query(path text, problem text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception '%: %', path, problem
    using errcode = 'check_violation', constraint = 'query_invalid', hint = 'errors[].field says where.',
      detail = jsonb_build_array(jsonb_build_object('field', path, 'code', 'query_invalid', 'message', problem))::text;
end
$$;
comment on function private.refuse_query(text, text) is
  'Raises query_invalid with the place in the query, such as $.filter.and[1].value.';
revoke execute on function private.refuse_query(text, text) from public;
grant execute on function private.refuse_query(text, text) to authenticated, service_role;
