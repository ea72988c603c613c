create function private.lock_attachment(attachment_id uuid)
  returns public.attachments
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_attachment public.attachments;
begin
  -- As in get_attachment.
  select a.* into v_attachment from public.attachments as a
  join public.lists as l on l.id = a.list_id and l.workspace_id = a.workspace_id and l.deleted_at is null
  where a.id = lock_attachment.attachment_id order by a.created_at, a.workspace_id limit 1;
  if v_attachment.id is null then
    perform private.refuse_attachment();
  end if;
  perform private.check_capability(v_attachment.workspace_id, 'attachments.write');
  select a.* into v_attachment from public.attachments as a
  where a.id = v_attachment.id and a.workspace_id = v_attachment.workspace_id for update;
  if v_attachment.id is null then
    perform private.refuse_attachment();
  end if;
  return v_attachment;
end
$$;
comment on function private.lock_attachment(uuid) is
  'An attachment that the caller may change, locked; or attachment_not_found.';
revoke execute on function private.lock_attachment(uuid) from public;
grant execute on function private.lock_attachment(uuid) to authenticated, service_role;
