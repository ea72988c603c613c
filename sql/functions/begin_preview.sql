create function private.begin_preview(attachment_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker may not read attachments
  set search_path = ''
as $$
declare
  v_attachment public.attachments;
  v_key text;
begin
  select a.* into v_attachment from public.attachments as a
  where a.id = begin_preview.attachment_id and a.preview_state = 'pending' for key share;
  if v_attachment.id is null then
    return null;
  end if;
  insert into private.stored_objects as o (object_key, workspace_id, attachment_id, kind)
  values (v_attachment.workspace_id || '/' || private.new_token(), v_attachment.workspace_id, v_attachment.id, 'preview')
  on conflict on constraint stored_objects_attachment_key do update set unneeded_at = null
  returning o.object_key into v_key;
  return jsonb_build_object('media_type', v_attachment.media_type, 'size', v_attachment.size, 'preview_key', v_key, 'object_key', (
    select o.object_key from private.stored_objects as o
    where o.attachment_id = v_attachment.id and o.workspace_id = v_attachment.workspace_id and o.kind = 'file'
  ));
end
$$;
comment on function private.begin_preview(uuid) is
  'For the worker: of what to make a preview, and under which keys both are stored; null when there is nothing to do any more.';
revoke execute on function private.begin_preview(uuid) from public;
grant execute on function private.begin_preview(uuid) to worker;
