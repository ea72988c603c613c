create function public.trash_attachment(attachment_id uuid, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_attachment public.attachments := private.lock_attachment(attachment_id);
begin
  perform private.check_version(trash_attachment.version, v_attachment.version);
  if v_attachment.deleted_at is null then
    update public.attachments as a set deleted_at = now() where a.id = v_attachment.id and a.workspace_id = v_attachment.workspace_id
    returning a.* into v_attachment;
  end if;
  return private.attachment_json(v_attachment);
end
$$;
comment on function public.trash_attachment(uuid, bigint) is
  'Puts an attachment into the trash.';
revoke execute on function public.trash_attachment(uuid, bigint) from public;
grant execute on function public.trash_attachment(uuid, bigint) to authenticated, service_role;
