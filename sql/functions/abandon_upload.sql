create function private.abandon_upload(upload_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- as continue_upload
  set search_path = ''
as $$
begin
  delete from private.uploads as u where u.id = abandon_upload.upload_id and u.created_by = auth.uid();
  if not found then
    perform private.refuse_upload();
  end if;
end
$$;
comment on function private.abandon_upload(uuid) is
  'Ends an upload of one''s own; what it reserved is free again.';
revoke execute on function private.abandon_upload(uuid) from public;
grant execute on function private.abandon_upload(uuid) to authenticated;
