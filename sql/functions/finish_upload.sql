create function private.finish_upload(upload_id uuid, object_key text, size bigint, sha256 text, media_type text, has_preview boolean)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- attachments are nobody's to insert; the caller is checked first
  set search_path = ''
as $$
declare
  v_upload private.uploads;
  v_attachment public.attachments;
begin
  -- Whoever comes second waits here, and finds the attachment.
  delete from private.uploads as u where u.id = finish_upload.upload_id and u.created_by = auth.uid() returning u.* into v_upload;
  if v_upload.id is null then
    return private.continue_upload(upload_id) - '{is_finished,length,expires_at}'::text[];
  end if;
  perform private.check_upload_place(v_upload.workspace_id, v_upload.item_id, v_upload.column_id);
  if size is null or size > v_upload.length then
    raise exception 'The upload was said to have % bytes at most; it has %', v_upload.length, size
      using errcode = 'check_violation', constraint = 'upload_length_invalid', hint = 'Nothing was kept. Begin the upload again.';
  end if;
  insert into public.attachments (id, workspace_id, list_id, item_id, column_id, name, size, sha256, media_type, preview_state, position, created_by)
  values (v_upload.id, v_upload.workspace_id, v_upload.list_id, v_upload.item_id, v_upload.column_id, v_upload.name, finish_upload.size,
    finish_upload.sha256, finish_upload.media_type, case when has_preview then 'pending' else 'none' end, private.next_place(v_upload), auth.uid())
  returning * into v_attachment;
  -- The deletion of the upload has put its object down as unneeded.
  update private.stored_objects as o set unneeded_at = null
  where o.attachment_id = v_upload.id and o.workspace_id = v_upload.workspace_id and o.kind = 'file' and o.object_key = finish_upload.object_key;
  if not found then
    perform private.refuse_upload();
  end if;
  if has_preview then
    perform private.defer_job('make_preview', jsonb_build_object('attachment_id', v_attachment.id), 'previews', 'make_preview ' || v_attachment.id);
  end if;
  return private.attachment_json(v_attachment);
end
$$;
comment on function private.finish_upload(uuid, text, bigint, text, text, boolean) is
  'Makes the attachment of an upload whose object is stored whole under the key of begin_storing: rights and quota are checked again, and row and object come to be together. Asked twice, the answer is the same.';
revoke execute on function private.finish_upload(uuid, text, bigint, text, text, boolean) from public;
grant execute on function private.finish_upload(uuid, text, bigint, text, text, boolean) to authenticated;
