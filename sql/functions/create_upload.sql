create function private.create_upload(item_id uuid, name text, length bigint, column_id uuid default null, metadata text default '')
  returns jsonb
  language plpgsql
  volatile
  security definer  -- uploads are nobody's to write; the caller is checked first
  set search_path = ''
as $$
declare
  v_item public.items;
  v_upload private.uploads;
begin
  perform private.require_user();
  -- As in get_item, with the workspaces of the caller in place of the policy.
  select i.* into v_item from public.items as i
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
  where i.id = create_upload.item_id and i.workspace_id = any (private.workspace_ids('items.read'))
  order by i.created_at, i.workspace_id limit 1;
  if v_item.id is null then
    perform private.refuse_item();
  end if;
  perform private.check_upload_place(v_item.workspace_id, v_item.id, column_id);
  if length is null or length not between 0 and 9007199254740991 then
    raise exception 'A file has 0 to 9007199254740991 bytes' using errcode = 'check_violation', constraint = 'upload_length_invalid';
  end if;
  -- Counted in this moment, by trigger, against the quota: others of the workspace wait until this is committed.
  insert into private.uploads (workspace_id, list_id, item_id, column_id, name, length, metadata, created_by)
  values (v_item.workspace_id, v_item.list_id, v_item.id, create_upload.column_id, create_upload.name, create_upload.length,
    create_upload.metadata, auth.uid())
  returning * into v_upload;
  if (select count(*) from public.attachments as a where a.item_id = v_item.id and a.workspace_id = v_item.workspace_id)
    + (select count(*) from private.uploads as u where u.item_id = v_item.id and u.workspace_id = v_item.workspace_id) > 200 then
    raise exception 'An item has at most 200 files'
      using errcode = 'program_limit_exceeded', constraint = 'attachments_at_most_200', hint = 'Those in the trash count until they are deleted for good.';
  end if;
  return private.upload_json(v_upload);
end
$$;
comment on function private.create_upload(uuid, text, bigint, uuid, text) is
  'Begins an upload of at most so many bytes, which are reserved of the quota: rights and limits are checked before a byte is taken.';
revoke execute on function private.create_upload(uuid, text, bigint, uuid, text) from public;
grant execute on function private.create_upload(uuid, text, bigint, uuid, text) to authenticated;
