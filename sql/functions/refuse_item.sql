create function private.refuse_item()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'There is no such item' using errcode = 'no_data_found', constraint = 'item_not_found';
end
$$;
comment on function private.refuse_item() is 'The one answer for a hidden and a missing item.';
revoke execute on function private.refuse_item() from public;
grant execute on function private.refuse_item() to authenticated, service_role;
