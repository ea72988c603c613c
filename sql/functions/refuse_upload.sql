create function private.refuse_upload()
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception 'There is no such upload'
    using errcode = 'no_data_found', constraint = 'upload_not_found', hint = 'It may have ended or expired: begin again.';
end
$$;
comment on function private.refuse_upload() is
  'The one answer for an upload of somebody else and one that is over.';
revoke execute on function private.refuse_upload() from public;
grant execute on function private.refuse_upload() to authenticated;
