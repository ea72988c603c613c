create function private.begin_storing(upload_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- as continue_upload
  set search_path = ''
as $$
declare
  v_upload private.uploads;
  v_key text;
begin
  if (private.continue_upload(upload_id) ->> 'is_finished')::boolean then
    return null;
  end if;
  select u.* into v_upload from private.uploads as u where u.id = begin_storing.upload_id and u.created_by = auth.uid();
  -- Begun again after a crash, it is the same object: the same bytes go over those that are there.
  insert into private.stored_objects as o (object_key, workspace_id, attachment_id, kind)
  values (v_upload.workspace_id || '/' || private.new_token(), v_upload.workspace_id, v_upload.id, 'file')
  on conflict on constraint stored_objects_attachment_key do update set unneeded_at = null
  returning o.object_key into v_key;
  return to_jsonb(v_key);
end
$$;
comment on function private.begin_storing(uuid) is
  'The key under which the bytes of an upload are to be stored, noted before they are; null when the upload has ended.';
revoke execute on function private.begin_storing(uuid) from public;
grant execute on function private.begin_storing(uuid) to authenticated;
