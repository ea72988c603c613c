create function private.refuse_matching()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'There is no such matching' using errcode = 'no_data_found', constraint = 'matching_not_found';
end
$$;
comment on function private.refuse_matching() is 'The one answer for a hidden and a missing matching.';
revoke execute on function private.refuse_matching() from public;
grant execute on function private.refuse_matching() to authenticated, service_role;
