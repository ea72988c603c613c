create function private.refuse_attachment()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'There is no such attachment' using errcode = 'no_data_found', constraint = 'attachment_not_found';
end
$$;
comment on function private.refuse_attachment() is
  'The one answer for a hidden and a missing attachment.';
revoke execute on function private.refuse_attachment() from public;
grant execute on function private.refuse_attachment() to authenticated, service_role;
