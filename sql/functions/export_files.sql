create function private.export_files(list_id uuid, item_ids uuid[])
  returns table (item_id uuid, id uuid, column_id uuid, name text, size bigint, sha256 text, media_type text, object_key text)
  language plpgsql
  stable
  security definer  -- keys of objects are nobody's to read; the caller is checked first
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.list_workspace(export_files.list_id, 'exports.write');
begin
  return query
    select a.item_id, a.id, a.column_id, a.name, a.size, a.sha256, a.media_type, o.object_key
    from public.attachments as a
    left join private.stored_objects as o on o.attachment_id = a.id and o.workspace_id = a.workspace_id and o.kind = 'file'
    where a.item_id = any (export_files.item_ids) and a.list_id = export_files.list_id and a.workspace_id = v_workspace_id and a.deleted_at is null
    order by a.item_id, a.column_id nulls first, a.position, a.id;
end
$$;
comment on function private.export_files(uuid, uuid[]) is
  'For a job that acts as the person who asked: the files of these items of a list that are not in the trash, with the keys of their objects.';
revoke execute on function private.export_files(uuid, uuid[]) from public;
grant execute on function private.export_files(uuid, uuid[]) to authenticated;
