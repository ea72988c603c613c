create function private.continue_upload(upload_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- uploads are nobody's to read; only one's own are found
  set search_path = ''
as $$
declare
  v_upload private.uploads;
  v_attachment public.attachments;
begin
  select u.* into v_upload from private.uploads as u
  where u.id = continue_upload.upload_id and u.created_by = auth.uid() and u.expires_at > now();
  if v_upload.id is null then
    select a.* into v_attachment from public.attachments as a
    where a.id = continue_upload.upload_id and a.created_by = auth.uid() and a.workspace_id = any (private.workspace_ids('items.read'));
    if v_attachment.id is null then
      perform private.refuse_upload();
    end if;
    return private.attachment_json(v_attachment)
      || jsonb_build_object('is_finished', true, 'length', v_attachment.size, 'expires_at', null);
  end if;
  perform private.check_upload_place(v_upload.workspace_id, v_upload.item_id, v_upload.column_id);
  if v_upload.expires_at < now() + interval '23 hours' then
    update private.uploads as u set expires_at = now() + interval '1 day' where u.id = v_upload.id and u.workspace_id = v_upload.workspace_id
    returning u.* into v_upload;
  end if;
  return private.upload_json(v_upload);
end
$$;
comment on function private.continue_upload(uuid) is
  'An upload of one''s own that may go on: whoever lost the right meanwhile is refused here. One that has ended is its attachment, with is_finished.';
revoke execute on function private.continue_upload(uuid) from public;
grant execute on function private.continue_upload(uuid) to authenticated;
