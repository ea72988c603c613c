create function public.get_attachment(attachment_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_attachment public.attachments;
begin
  select a.* into v_attachment from public.attachments as a
  join public.lists as l on l.id = a.list_id and l.workspace_id = a.workspace_id and l.deleted_at is null
  where a.id = get_attachment.attachment_id order by a.created_at, a.workspace_id limit 1;
  if v_attachment.id is null then
    perform private.refuse_attachment();
  end if;
  return private.attachment_json(v_attachment);
end
$$;
comment on function public.get_attachment(uuid) is
  'One attachment; also from the trash.';
revoke execute on function public.get_attachment(uuid) from public;
grant execute on function public.get_attachment(uuid) to authenticated, service_role;
