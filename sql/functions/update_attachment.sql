create function public.update_attachment(attachment_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_attachment public.attachments := private.lock_attachment(attachment_id);
begin
  perform private.check_fields(changes, '{name,position}');
  perform private.check_version(update_attachment.version, v_attachment.version);
  if changes ? 'position' then
    perform private.place_attachment(v_attachment, changes -> 'position');
  end if;
  update public.attachments as a set name = coalesce(changes ->> 'name', a.name)
  where a.id = v_attachment.id and a.workspace_id = v_attachment.workspace_id
  returning a.* into v_attachment;
  return private.attachment_json(v_attachment);
end
$$;
comment on function public.update_attachment(uuid, jsonb, bigint) is
  'Renames an attachment, or puts it in another place among those of its item and column; the others make room.';
revoke execute on function public.update_attachment(uuid, jsonb, bigint) from public;
grant execute on function public.update_attachment(uuid, jsonb, bigint) to authenticated, service_role;
