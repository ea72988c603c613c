create function private.open_attachment(attachment_id uuid, kind text)
  returns jsonb
  language plpgsql
  stable
  security definer  -- keys of objects are nobody's to read; the caller is checked first
  set search_path = ''
as $$
declare
  v_attachment public.attachments;
begin
  select a.* into v_attachment from public.attachments as a
  join public.lists as l on l.id = a.list_id and l.workspace_id = a.workspace_id and l.deleted_at is null
  where a.id = open_attachment.attachment_id and a.workspace_id = any (private.workspace_ids('items.read'))
  order by a.created_at, a.workspace_id limit 1;
  if v_attachment.id is null then
    perform private.refuse_attachment();
  elsif kind = 'preview' and v_attachment.preview_state <> 'ready' then
    raise exception 'The attachment has no preview: %', coalesce(v_attachment.preview_problem, v_attachment.preview_state)
      using errcode = 'no_data_found', constraint = 'preview_not_found', hint = 'preview_state and preview_problem say why.';
  end if;
  return private.attachment_json(v_attachment) || jsonb_build_object('object_key', (
    select o.object_key from private.stored_objects as o
    where o.attachment_id = v_attachment.id and o.workspace_id = v_attachment.workspace_id and o.kind = open_attachment.kind
  ));
end
$$;
comment on function private.open_attachment(uuid, text) is
  'For the API: an attachment that the caller may see at this moment, with the key of its file or preview.';
revoke execute on function private.open_attachment(uuid, text) from public;
grant execute on function private.open_attachment(uuid, text) to authenticated;
