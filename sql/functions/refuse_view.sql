create function private.refuse_view()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'There is no such view' using errcode = 'no_data_found', constraint = 'view_not_found';
end
$$;
comment on function private.refuse_view() is 'The one answer for a hidden and a missing view.';
revoke execute on function private.refuse_view() from public;
grant execute on function private.refuse_view() to authenticated, service_role;
