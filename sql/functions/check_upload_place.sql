create function private.check_upload_place(workspace_id uuid, item_id uuid, column_id uuid)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'attachments.write');
  if exists (
    select from public.items as i
    where i.id = check_upload_place.item_id and i.workspace_id = check_upload_place.workspace_id and i.deleted_at is not null
  ) then
    raise exception 'The item is in the trash'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'item_in_trash', hint = 'Restore it first.';
  end if;
  if column_id is not null and not exists (
    select from public.items as i
    join public.list_columns as c on c.workspace_id = i.workspace_id and c.list_id = i.list_id
    where i.id = check_upload_place.item_id and i.workspace_id = check_upload_place.workspace_id
      and c.id = check_upload_place.column_id and c.type = 'attachment' and c.deleted_at is null
  ) then
    raise exception 'The list of the item has no column % that takes files', column_id
      using errcode = 'check_violation', constraint = 'attachment_column_invalid', hint = 'Name a column of type attachment, or none.';
  end if;
end
$$;
comment on function private.check_upload_place(uuid, uuid, uuid) is
  'Whether the caller may put a file there now: asked before the first byte, between and at the end. Refuses with capability_required, item_in_trash or attachment_column_invalid.';
revoke execute on function private.check_upload_place(uuid, uuid, uuid) from public;
