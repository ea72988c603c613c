create function private.check_page_size(page_size integer)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if page_size is null or page_size not between 1 and 1000 then
    raise exception 'A page holds 1 to 1,000 rows, not %', page_size
      using errcode = 'check_violation', constraint = 'page_size_out_of_range';
  end if;
end
$$;
comment on function private.check_page_size(integer) is 'Refuses what is not 1 to 1,000.';
revoke execute on function private.check_page_size(integer) from public;
grant execute on function private.check_page_size(integer) to authenticated, service_role;
