create function public.restore_attachment(attachment_id uuid)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_attachment public.attachments := private.lock_attachment(attachment_id);
begin
  if v_attachment.deleted_at is not null then
    update public.attachments as a set deleted_at = null where a.id = v_attachment.id and a.workspace_id = v_attachment.workspace_id
    returning a.* into v_attachment;
  end if;
  return private.attachment_json(v_attachment);
end
$$;
comment on function public.restore_attachment(uuid) is
  'Takes an attachment out of the trash.';
revoke execute on function public.restore_attachment(uuid) from public;
grant execute on function public.restore_attachment(uuid) to authenticated, service_role;
